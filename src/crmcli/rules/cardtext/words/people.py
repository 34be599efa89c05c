"""Words of people's names: family names, given names, what stands before and after a name."""

CHINESE_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹"
    "姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀"
    "羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘斜厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦"
    "雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公"
    "仉督岳帅缑亢况郈有琴归海晋楚闫法汝鄢涂钦商牟佘佴伯赏墨哈谯笪年爱阳佟言福肖付代覃区麦冼邝丘岩占苑尧鹿粟仝冀岱宾甯闭肇原瑞农洛亓矫台由战揭隋初门丛修官税撒那鲜展刑税芦植种秘滿茆泮"
    "趙錢孫吳鄭馮陳衛蔣韓楊許呂張嚴華謝鄒竇雲蘇魯韋馬鳳賀湯羅畢鄔樂時齊顧黃蕭貝計談龐項閔強賈婁顏鍾鐘駱萬盧莫經繆應鄧單諸鈕龔陸榮儲烏車寧厲劉葉龍懷從賴藺喬陰蒼雙聞黨譚貢勞酈卻邊農溫別莊閻連習魚終滿國廣祿闕東歐隆師鞏聶"
    "關荊紅遊權蓋況歸晉閆塗欽賞陽區麥鄺呂游簡饒曾豐詹涂"
)
COMPOUND_SURNAMES = frozenset(
    "欧阳 歐陽 太史 端木 上官 司马 司馬 东方 東方 独孤 獨孤 南宫 南宮 万俟 闻人 聞人 夏侯 诸葛 諸葛 尉迟 尉遲 公羊 赫连 赫連 澹台 澹臺 皇甫 宗政 濮阳 濮陽 公冶 太叔 申屠 公孙 公孫 慕容 仲孙 钟离 "
    "鍾離 长孙 長孫 宇文 司徒 鲜于 鮮于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 軒轅 令狐 段干 百里 呼延 东郭 東郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 "
    "公门 公山 公坚 左丘 公伯 西门 西門 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师 叶赫 爱新觉罗 纳兰 那拉 完颜 张简 張簡 范姜 張廖".split()
)
JAPANESE_SURNAMES = frozenset(
    "佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 渡邉 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 斉藤 齋藤 清水 山崎 森 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 "
    "坂本 福田 太田 西村 藤井 岡本 金子 藤原 三浦 中野 中川 原田 松田 竹内 小野 田村 中山 和田 石田 森田 上田 原 内田 柴田 酒井 宮崎 横山 高木 安藤 宮本 大野 小島 工藤 谷口 今井 高田 増田 丸山 杉山 村田 大塚 新井 小山 平野 "
    "藤本 河野 上野 野口 武田 松井 千葉 菅原 岩崎 久保 木下 佐野 野村 松尾 菊地 菊池 杉本 市川 古川 大西 島田 水野 桜井 吉川 山内 高野 西田 西川 北村 安田 五十嵐 川口 平田 関 中田 久保田 服部 東 岩田 土屋 川崎 福島 本田 "
    "辻 樋口 秋山 田口 永井 中西 吉村 川上 石原 大橋 松岡 馬場 浜田 森本 星野 矢野 浅野 松下 大島 吉岡 小池 野田 荒木 松浦 熊谷 大久保 黒田 尾崎 永田 川村 望月 荒井 内藤 早川 堀 片山 須藤 西山 広瀬 横田 岡崎 大石 "
    "本多 大谷 児玉 黒川 上原 三宅 富田 小西 松村 成田 桑原 小松 宮田 奥村 渋谷 白石 榎本 関口 大川 沢田 相馬 鎌田 堀内 福井 根本 青山 今村 牧野 石橋 長田 村松 中尾 栗原 竹田 飯田 西尾 南 柳田 三好 宮川 小田 "
    "高山 滝沢 北川 岸本 神田 河合 古賀 土井 戸田 平井 高島 徳永 入江 畑中 堤 窪田 榊原 氷室 柏木 結城 佐久間 日高 三上 倉田 長尾 白川 有馬".split()
)
KOREAN_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국은편용"
)
# What a Chinese run of two to four signs is that begins like a name and is none.
NOT_CHINESE_NAMES = frozenset(
    "黑龙江 内蒙古 五常 景德镇 丽江 昆明 大理 桂林 阳朔 义乌 泉州 晋江 常熟 昆山 张家港 江阴 宜兴 绍兴 嘉兴 湖州 金华 台州 衢州 南通 徐州 扬州 镇江 福州 南昌 长沙 郑州 洛阳 太原 沈阳 长春 哈尔滨 石家庄 保定 唐山 烟台 潍坊 临沂 贵阳 南宁 柳州 海口 三亚 兰州 银川 西宁 拉萨 乌鲁木齐 珠海 中山 江门 惠州 汕头 湛江 老字号 地址 电话 手机 传真 邮箱 邮编 网址 公司 经理 总监 主任 销售 市场 行政 人事 财务 技术 采购 客服 外贸 国际 中国 香港 上海 北京 广州 深圳 天津 重庆 浙江 江苏 广东 福建 山东 河南 河北 湖南 湖北 安徽 江西 四川 云南 贵州 "
    "海南 甘肃 宁夏 青海 陕西 山西 辽宁 吉林 黑龙江 内蒙古 新疆 西藏 广西 台湾 臺灣 台北 臺北 高雄 台中 臺中 新北 桃園 台南 新竹 澳门 澳門 名片 联系人 聯絡人 先生 女士 小姐 时尚 专业 金牌 高级 高級 国家 经营 "
    "农业 农产品 应用 管理 安全 和谐 广告 花卉 白酒 茶叶 家具 家居 家电 石材 水果 水产 马来西亚 金融 金属 包装 能源 车间 房产 东莞 佛山 温州 宁波 杭州 苏州 无锡 成都 武汉 西安 南京 青岛 大连 厦门 万科 诚信 明星 安装 广场 国内 "
    "海外 华东 华南 华北 华中 东北 西北 西南 全国 高端 解决方案 方案 水电 常州 常务 商务 商務 文化 文创 文员 通信 通讯 金工 原创 法务 國際 業務 經理 總監 行銷 貿易 农场 和 能 时间 项目 項目 计划 开发 开户 应收 "
    "祝商祺 顺祝商祺 祝好 谢谢 敬上 此致 敬礼 您好 你好 惠存 平台 言语 山水 古镇 江南 江北 燕郊 高新区 开发区 工业区 广交会 展会 展位 关注 关于 双面 全屋 全套 全自动 养生 国学 文具 鲜花 水暖 石油 汽车 车辆".split()
)
# Given names and common family names, as they are written without accents.
GIVEN_NAMES = frozenset(
    """
    aaron abdul abdullah abel abigail abraham achim ada adalberto adam adela adele adelheid adolfo adrian adriana adriano adrien agata agathe agnes agnieszka agustin
    agustina ahmad ahmed ahmet aidan aiden aileen ailsa aimee ainhoa aino aisha aitor akash akira akiko alan alain alba albert alberto aldo alejandra alejandro aleksander aleksandra alena alessandra
    alessandro alessia alessio alex alexander alexandra alexandre alexia alexis alfonso alfred alfredo ali alice alicia alina aline alison alistair allan allen alma
    alois alonso alvaro amadou amal amalia amanda amar amaya amber amelia amelie amir amira amit amparo amy ana anabel anand anders andre andrea andreas andrej
    andres andrew andrzej andy angel angela angelica angelika angelina angelo angus anil anita anja ann anna annabel anne annelies annette annika anouk anthony antje antoine
    anton antoni antonella antonia antonio anton antti anurag apolonia april araceli arantxa ariadna ariana ariel arjun arlene armand armando arnaud arnold arthur artur arturo arun
    arvind ashley ashok asuncion astrid atsushi aubrey audrey august augusto aurelie aurelio aurora austin axel ayla ayse aysegul ayşe azucena baptiste barbara barry bart bartosz basil bastian beata beate beatrice
    beatriz begona belen belinda ben benedikt benedetta benito benjamin benoit bernadette bernard bernardo bernd bernhard bertrand beth betty bianca bjarne bjorn blanca bob boris
    brad bradley bram branko brenda brendan brent brett brian bridget brigitte britta bruce bruno bryan burak burkhard caio caitlin camila camilla camille camilo candela carl carla carlo carlos
    carlota carlotta carmela carmelo carmen carol carole carolina caroline caroline carsten casey cassandra catalina caterina catherine cathy cecile cecilia cecile celeste celia celine cem
    cesar chad chang chantal charles charlie charlotte chelsea cheryl chiara chidi chinedu chloe chris christa christian christiane christina christine christoph christophe christopher
    ciaran cindy claire clara clarissa claude claudia claudio claus clement clemens clive colette colin concepcion connor constance constantin constanza consuelo cora corinna corinne cornelia cornelis
    courtney craig cristian cristiano cristina cristobal curtis cynthia cyril dagmar dagny daisy damian damien dan dana daniel daniela daniele danielle danilo danny dario darren david davide dawid dawn
    dean debbie deborah deepak deepika deirdre delphine denis denise dennis derek derya desmond detlef devendra diana diane dick didier diego dieter dietmar dilip dimitri dina dinesh dirk dmitry dolores
    domenico dominic dominik dominika dominique don donald donna dora doris dorota dorothea dorothy doug douglas duarte duncan dylan eamon ebru eddie edgar edgardo edith edoardo eduard eduarda eduardo edward
    edwin eileen elaine eleanor elena eleonora elias elif elina elisa elisabeth elisabetta elise eliza elizabeth elke ella ellen elliot elliott elodie eloisa elsa elvira emanuel emanuele emeka emil emile
    emilia emiliano emilie emilio emily emine emma emmanuel emmanuelle emre encarna encarnacion enrico enrique enzo erhan eric erica erich erik erika erin ernest ernesto ernst erwin esteban estela estelle esteve esther
    estrella ethan eugen eugene eugenia eugenio eva evan eveline evelyn ewa ewan fabian fabiana fabien fabienne fabio fabiola fabrice fabrizio fatih fatima fatma federica federico felicia felicity felipe felix ferdinand
    ferenc fernanda fernando ferran filip filipa filippo finn fiona flavia flavio flora florence florencia florent florian floriane fran frances francesc francesca francesco francine francis francisca francisco
    franck francois francoise frank franz fred freddy frederic frederick frederico frederik frieda friederike friedrich fritz gabor gabriel gabriela gabriele gabriella gaelle gail gareth gary gaspar gaston
    gavin gemma genevieve geoff geoffrey georg george georges georgia georgina gerald geraldine gerard gerardo gerd gerhard gerlinde gernot gert giacomo gian gianluca gianni gilbert gilberto gilles gina giorgia giorgio
    giovanna giovanni giselle gisela gisele giulia giuliana giulio giuseppe gladys glen glenn gloria gokhan gonzalo gordon goran grace graciela graham grant greg gregor gregorio gregory greta grzegorz
    guadalupe gudrun guido guilherme guillaume guillem guillermo gunnar gunter gunther gustav gustavo guy gwen gwendolyn hakan haluk hamish hamza hana hanna hannah hannelore hannes hans hanspeter harald hari harold harriet harry hartmut
    harvey hasan hassan heather hector heidi heike heiko heiner heinrich heinz helen helena helene helga helmut hendrik henk henri henrietta henrik henrique henry herbert heriberto herman hermann hermine hernan hilary
    hilda hilde hiroshi hiro holger holly horacio horst howard hubert hugh hugo huguette humberto huseyin ian ibrahim ida idoia ignacio igor ihsan iker ikram ilaria ilona ilse imanol imogen imran ines inga inge ingeborg ingo ingrid inigo
    inmaculada ioana ion irena irene irina iris irma isaac isabel isabell isabella isabelle isaias isidro ismael israel itziar ivan ivana ivo ivonne iwona jacek jack jackie jacob jacqueline jacques jaime jake jakob
    jakub james jamie jan jana jane janet janice janine janusz jaroslav jasmin jasmine jason jasper javier jay jayesh jean jeanette jeanne jeff jeffrey jelena jennifer jenny jens jeremy jeroen jerome jerry jerzy jesper
    jesse jessica jesus jill jim jimena jimmy jiri joachim joan joana joanna joanne joao joaquim joaquin jochen jodie joe joel joelle johan johann johanna johannes john johnny jolanta jon jonas jonathan joost jordan jordi jorge
    jorg jorgen jos jose josee josef josefa josefina joseph josephine josh joshua josip joy joyce juan juana juanita judith judy juha jukka jules julia julian juliana juliane julie julien juliet juliette julio july june jurgen justin
    justine justyna kadir kai kaitlyn kamil kamila karen karim karin karina karl karla karol karolina karsten kasia kaspar katarina katarzyna kate katerina katharina katherine kathleen kathrin kathryn kathy katia katie katja
    katrin kavita kay kazuki keith kelly kemal ken kenan kenji kenneth kerry kerstin kevin khalid kieran kim kimberly kiran kirsten kirsty klaas klara klaus konrad konstantin kris krishna krista kristen kristian kristin kristina
    kristof krystyna krzysztof kumar kurt kwame kyle ladislav lakshmi lara larissa larry lars laszlo laura laure laurence laurent lauren laurie lea leandro leif leila lena lennart leo leon leonard leonardo leonie leonor leopold
    leslie leticia lewis levent liam lidia lieselotte lila lilian liliana lily lina linda lindsay lindsey linus lionel lisa lisbeth lise liz lluis lola loic lorena lorenz lorenzo loretta lorraine lothar lotte
    lou louis louisa louise lourdes luc luca lucas luce lucia luciana luciano lucie lucien lucio lucy ludmila ludovic ludwig luigi luis luisa luise lukas lukasz luke luna lutz luz lydia lynn maarten maciej maddalena madeleine
    madison magali magda magdalena maggie magnus mahmoud mahmut maike maite maja malcolm malgorzata malik malin manel manfred manish manoj manon manuel manuela mar mara marc marcel marcela marcello marcelo marcin marco marcos
    marcus marek margaret margarita margarida margaux margit margot margrit marguerite maria mariam marian mariana marianne maribel marie marieke mariella marielle marija marilyn marina mario marion marisa marisol marit marius mariusz
    marjorie mark marko markus marlene marta martha marti martijn martin martina martine mary maryam massimo mateo mateusz mathias mathieu mathilde matilde matias matt matteo matthew matthias matthieu maud maura maureen maurice mauricio
    maurizio mauro max maxime maximilian maxine maya mechthild megan mehdi mehmet mei meike melanie melissa mercedes meredith merve mercè mertxe mette michael michaela michal michel michela michele micheline michelle mick miguel mihai mika mikael
    mike mikel mikkel mila milan milena miles minna miquel mircea mireia mireille miriam mirjam mirko miroslav mitchell modesto mohamed mohammad mohammed mohan moira molly mona monica monika monique monserrat montserrat morgan moritz morten muhammad murat
    muriel mustafa myriam nadia nadine nadja nancy naoko naomi narayan natalia natalie natasha nathalie nathan nathaniel neil nele nelson neha nerea neus niamh nicholas nick nico nicola nicolas nicole nicoletta niels nieves nigel nikhil
    nikola nikolai nikolaus nils nina nitin noah noel noelia noemi nora norbert norma norman nour nuno nuria octavio odile ola olaf ole oleg olga oliver olivia olivier omar onur orhan oriol orla orlando oscar oskar osman oswaldo otto
    ove ovidiu owen ozgur ozlem pablo paco paddy paloma pamela paola paolo pascal pascale pat patrice patricia patricio patrick patrik patryk paul paula paulina pauline paulo pavel pawel pedro peggy penelope penny per pere
    perla peter petr petra petros phil philip philipp philippa philippe phillip phoebe pia pierre pieter piero pierluigi pietro pilar pim piotr pooja prakash pranav prasad pratik preeti priscila priya purificacion quentin quim rachel radek
    rafael rafal raffaele raffaella rahul raimund rainer raj rajan rajeev rajesh rajiv rakesh ralf ralph ram ramesh ramiro ramon ramona randy raphael raquel raul ravi ray raymond rebeca rebecca recep reiner reinhard reinhold
    regina regine reinaldo remi remy renata renate renato rene renee reto rhys ricarda ricardo riccardo richard rick rita rob robert roberta roberto robin robyn rocio rod rodolfo rodrigo roger rohan rohit roisin roland rolf roman romain
    romina ron ronald ronan rory rosa rosalia rosalind rosana rosario rose roser rosemarie rosemary ross roswitha roxana roy ruben rudi rudolf rui rupert russell ruth ryan sabina sabine sabrina sachin sally salma salvador salvatore sam samantha samir
    samuel sandeep sander sandra sandro sandy sanjay santiago sara sarah sascha satoshi saul scott sean sebastian sebastiano sebastien selin selim selma serena serge sergei sergi sergio serhat seth severine shane shannon
    sharon shaun sheila shelley shirley siegfried sigrid silke silvana silvia silvio simon simona simone siobhan slawomir sofia sofie soledad sonia sonja sophia sophie stacey stan stanislav stanislaw stefan stefania stefanie stefano steffen steffi
    stella stephan stephane stephanie stephen steve steven stewart stuart sue suleyman sunil suresh susan susana susann susanna susanne suzanne sven svenja svetlana sybille sylvain sylvia sylvie sylwia takashi tamara tania tanja tanya tara
    tatiana tatjana ted teresa terence terry thabo thais theo theodor theresa therese thiago thibault thierry thijs thomas thorsten tiago tibor tiffany till tilman tim timo timothy tina tobias todd tom tomas tomasz tommaso tommy tony
    tracey tracy trevor tristan trudy tuba tugba tuncay udo ugo ulf ulla ulrich ulrike umberto umut urs ursula uta ute uwe vadim valentin valentina valeria valerie valerio vanessa vasco vera verena vernon veronica veronika
    veronique vicenc vicent vicente vicky victor victoria vijay vikas vikram viktor vincent vincenzo vinod violeta virginia virginie vito vittoria vittorio vivek vivian viviana vladimir volker waldemar walter wanda warren wayne wei wendy
    werner wilfried wilhelm will willem william willy wim winfried wojciech wolf wolfgang xavi xavier ximena xiomara yael yan yann yannick yasmin yasemin yasuo yolanda youssef ysabel yuki yuko yuri yusuf yves yvette yvonne zachary zbigniew
    zdenek zeynep zoe zofia zoltan zuzana iñaki inaki nuria aoife saoirse niall fergus cormac declan eoghan padraig seamus tomás brigid catriona morag ewan hamish iain alasdair fiadh wanjiru njeri kwasi kofi ama akosua
    adaeze ngozi olumide oluwaseun folake babajide sipho nomvula lerato priyanka ananya aditya siddharth harish mahesh naveen prashant swati sunita anjali meera lakshman venkatesh srinivas ganesh gopal kishore
    jing ming hui ying xin yan yun yu li na min lei bin feng qiang jun hong tao chao peng kevin jacky vicky candy coco cherry sunny winnie fiona apple lucky iris tracy jessie eva cindy nikki leo eason ivy joyce
    hyun minjun jisoo seojun jiwoo haruto takumi kenta daisuke hiroki yosuke tetsuya masahiro naoki ryo shinji kazuo megumi ayumi tomoko keiko yumi
    aleksei dmitri sergey andrei nikolay natalya yelena oksana bohdan taras olena nguyen thi van minh anh hoa thanh tuan hieu linh siti nur budi agus dewi wayan putu rizal aziz farid tariq omar khaled layla yasmine noura fahad
    reza hossein arash shirin bahram giorgos nikos dimitris yiannis kostas eleni katerina ioannis panagiotis vasilis sofia oddbjorn sigurd havard ragnhild solveig ingvild torbjorn kjell eirik knut tuomas mikko jari
    kaisa riikka pirjo jaana veikko timea zsofia istvan andras katalin balazs attila gyula agoston tamas bogdan adrian radu ionut elena cristian mihaela dragan zoran marija ivica nenad milos jovana tihomir
    иван мария марина сергей александр александра елена наталья наталия ольга татьяна дмитрий андрей алексей михаил владимир николай павел юрий анна екатерина ирина светлана людмила галина виктор виктория игорь олег максим артем роман
    денис евгений евгения антон константин вадим руслан тарас оксана надежда вера любовь юлия дарья полина ксения анастасия валентина валерий борис григорий кирилл леонид тимур рустам айгуль алия богдан ярослав олександр наталія сергій андрій
    γιωργος γεωργιος νικος νικολαος δημητρης ιωαννης κωνσταντινος μαρια ελενη κατερινα παναγιωτης
    pascual lorenzo karen brooke yurani alois hank doreen tosca anahi delores earl floyd norm bud chuck dot ginger hal herb irv jeb kip lorne mabel merle murray ned opal orville pearl roscoe rusty skip stu thelma velma verna vern wilbur winston zeke alastair angus barnaby crispin cressida deborah dougal edwina fenella fergal gethin giles gwyneth hattie hester hugo iestyn ivor jemima jocasta kirsty lachlan leopold mairi marcus maisie nigella nuala oisin olwen oonagh philippa piers rhiannon rupert sorcha tamsin tarquin tilly verity winifred
    eusebio gervasio rosalba rosaura eulalia florencio florentino fermin froilan fulgencio gertrudis gilda griselda hermenegildo hilario hipolito horacio humberto isidora jacinta jacinto jenaro jeronimo josue juancho juanjo justo ladislao lazaro leocadia leoncio leopoldo lisandro lorenza lucrecia
    macarena marcelina marcelino maricarmen marilu marisela maximo melchor melquiades milagros mirta modesta nadal narciso nazario nereida nestor nicanor nilda noelia norberto obdulia olegario ovidio pancracio pascuala paulino pepe pepa perfecto petronila plácido porfirio primitivo prudencio quique ramona
    raimundo remedios reynaldo rigoberto rodolfa rogelia rogelio romualdo roque rosalinda rosamaria ruperto sabino salome salustiano sandalio santos saturnino serafin severino silvestre simeon sixto socorro sonsoles tadeo tecla telmo teofilo tiburcio toni toño toñi trinidad ubaldo urbano valeriano venancio ventura
    vinicio virgilio visitacion wenceslao wilfredo wilson yadira yamila yanina yesenia yesica yolima zoraida zulema leidy yuliana yeimy dayana johana jhon edwin elkin fabian ferney hernando jairo javier jhonatan leidy luz marleny nubia ofelia orfa oswaldo rubiela yaneth yenny byron darwin franklin freddy geovanny jefferson jenny johnny
    milton stalin washington wilmer yandry abril aitana alba ariadna biel bruna carles eloi enric esteve gemma guifre jaume joana josep laia lluc magi marcal marti meritxell miquel montse neus oriol pau pol quim roc roser sergi txell xavier amaia ander aner ane arantza asier beñat edurne eider eneko gaizka garazi garikoitz gorka haizea
    idurre ines iñigo izaro jokin jon josu julen kepa koldo leire maialen maider maitane mikel miren naiara nagore oihana olatz patxi txema unai urko xabier yosune zigor breixo brais iria sabela uxia xoan xose antia anxo
    anke antje birte bodo burkhard dieter eckhard edeltraud egon elfriede elmar enno erhard ewald falk frauke gerda gesine gottfried gunda hauke hedwig heidrun heino henning hilmar hinrich ilka ina insa irmgard jan-peter joern jorn jost jurgen karl-heinz katharina kathi klaudia knud korbinian kunigunde lieselotte ludger lukas magda malte
    margarethe marlies matthäus meinhard michi nadine nils olaf ottmar ottilie quirin ragna raimund reimund rieke rosemarie rudiger ruth sepp siegbert silvio sönke sonke steffen swantje thea thilo thorben tjark traudl traute ulf veit volkmar wenke wiebke wilma wolfram xaver
    alain amandine arnaud axelle baptiste berengere bertille brice capucine cedric celine corentin cyrille damien didier edith emeric emilie eric estelle etienne fabrice fanny flore gael gaetan genevieve ghislaine gregoire guenole guy herve hortense isaline jacky jerome jocelyne josiane josette jules kevin laetitia lionel loic lucie maelle
    magalie marc-andre marcelle maryse maxence mireille morgane muriel nolwenn odette olivier ophelie pascaline perrine philomene quentin regis remi rodolphe romuald sandrine serge solange sylvestre tanguy thibaud tristan urbain valentine violaine virginie xaviere yannick yoann yvan
    achille agnese alba aldo alfio ambra annalisa anselmo antonino arianna attilio azzurra barbara bartolomeo benedetto bianca bruna calogero camillo carmine carmela celestino chiara cinzia ciro clara corrado cosimo cristiana dafne damiano dante daria demetrio dino donatella edda egidio eleonora elisabetta emiliano ermanno ettore eugenio ezio
    fabiano fausto fedele filomena fiorella flaminia flavia franca fulvio gaetano gennaro gerardo giada gianfranco gianmarco giacinto ginevra gioia giorgina gloria graziella guglielmo ida ignazio ilario immacolata iolanda irma ivana jacopo laura leandra liliana livia livio loredana luana lucilla luciana maddalena manlio manuela marcella
    mariangela maria-grazia mariella marina marisa massimiliano matilde mattia maura michelangelo milena mirco monia natale nazzareno nello nicolo nunzia nunzio olimpia ombretta oreste ornella orazio osvaldo ottavio paolina pasquale patrizia piera piergiorgio quirino raimondo rachele remo renzo rocco rodolfo romeo rosanna rossana rossella
    ruggero sabino samuele saverio sebastiano serafino silvana simonetta stefania tamara tarcisio teresa tiziana tiziano tullio ubaldo umberto valter vanna vasco vincenza virginio vittoria walter zeno
    adriano afonso alessandra alvaro amadeu amilcar ana antonieta armando arlindo aureliano baltazar belmiro benedita bernardete caio candido cassia cassio celso cicero cintia claudionor cleber conceicao cristovao dalva damiana davi deise delfim deolinda dirce djalma domingos edilson edmilson edna edson elaine eliane eliseu elza ermelinda
    estevao evandro everaldo fabricio fatima felisberto filomena firmino gilmar gilson giovana gisele givaldo graca heitor helder heloisa henriqueta hortencia iara idalina ilda inacio iracema isadora ivan ivone jacira jairo jandira jefferson joana joelma jonas josefina josias jucara jussara katia laercio lais lauro lazara leila leonel leticia
    lilian lourival luan lucimar luzia magno maisa marcio margarete mariane marilda marinho marlene marta mateus matheus mauricio maximino mayara milena milton moacir monique murilo nair natanael neide nelio neusa nilton nivaldo odair olimpio orlando osmar osvaldo otavio palmira patricio paula quiteria raissa ramiro raul regina reinaldo renan
    rita rogerio romulo ronaldo rosangela rosilene rubens rute salete sandra savio sebastiao serafim severino sidnei silas silvana simao sirlene solange suely suzana tadeu tainara talita tarcisio telma tereza thais thales thiago tome ubirajara valdemar valdir valmir vanderlei vania vilma vitor viviane wagner walquiria wanderson wellington wesley yago yara
    aafke aart adriaan albertus anneke anouk arend arjan barend bas bert betje bram carla cees coen corrie daan dirk djoeke dorien douwe eline els erwin evert ferdi floor floris frans freek frits geert gerrit gijs greetje guus hanneke harm hein henny herman hilde huib ineke irma jaap jacco jelle jeltje jeroen joke joop joris jurre karin
    kees klaas koen lammert lars leen liesbeth lieve lotte luuk maaike maarten machteld marco margriet marja marjan marleen mart mees mieke nelleke niek nienke noor pepijn pieter pim renske rianne rik rinse roel ronald ruud saskia siebe sietske sjaak sjoerd stijn suze taco teun thijs tjeerd toon truus wessel wietske willemijn wouter yvette
    abdulkadir adem ahmet alev alper anil arda arzu asli atilla aydin aylin aynur aysel ayten banu baris belgin berk berna betul bilge birsen bora bulent burcu cagatay cagla cagri canan caner celal cengiz ceren ceyda cihan damla deniz derya dilek dogan duygu ece ediz ekrem elvan emel emrah engin ercan erdal erdem eren erkan ersin esin esra evren
    ezgi faruk fatos ferhat fikret filiz funda furkan gamze gizem gonca gozde gul gulay gulsen gulsum gursel guven hale halil halit hande harun hatice havva huseyin hulya ilhan ilker irem isil ismail ismet kaan kemal koray korkut koksal lale leyla macit mahir mehtap melih melike meltem mert merve mesut metin mine muge mukaddes mujde murat muzaffer
    naci nazli necati necla nesrin nevin nihal nihat nilgun nurettin nuray nurcan oguz okan oktay onder ozan ozge ozgur pelin pinar rasim reha remzi ridvan rukiye saadet sabri sadik saliha savas seda sedat sefa selcuk semra senol serap serdar serkan sertac sevda sevgi sevil sevim seyhan sezen sibel sinan songul suat sule sultan sukru tamer tarik
    tayfun tekin tolga tugrul tulay tulin turan turgut tuncer ugur ulku umit vedat veli volkan yalcin yavuz yeliz yigit yilmaz yonca yuksel yunus zafer zekai zeki zerrin zuhal zulfu
    adrianna albert aldona alojzy amelia anastazja aneta anatol arkadiusz artur augustyn barbara bartlomiej bernadeta blazej boleslaw borys brygida celina cezary cyprian dagmara damian daria dariusz dominik edyta eliza elzbieta emilia eryk eugeniusz ewelina feliks ferdynand franciszek fryderyk gabriela genowefa grzegorz gustaw helena henryk
    hubert ignacy ilona irmina izabela izabella jagoda janina jaroslaw jolanta joanna jozef judyta julian juliusz justyna kaja kajetan kalina karina katarzyna klaudia klementyna konrad kornelia krystian ksawery lech lena leokadia lidia lilianna lucjan lucyna lukasz maciej magdalena maksymilian malgorzata marcelina marcin marianna mariola
    marlena marzena mateusz matylda maurycy melania michal mieczyslaw milosz mirela miroslawa monika natalia nikodem norbert olaf olgierd oliwia oskar pawel piotr przemyslaw radoslaw rafal remigiusz renata robert roksana roman rozalia ryszard sandra sebastian sergiusz seweryn slawomir stefan sylwester szczepan szymon tadeusz teodor tomasz
    tymoteusz wanda weronika wiktor wiktoria wioletta witold wladyslaw zdzislaw zofia zuzanna
    agneta alf anders anita annika arne arvid asa astrid axel bengt birgit birgitta bjorn bo borje britt caroline carina christer dag ebba egil einar elin elisabet elsa elsebeth erik erland eskil eva evert fredrik freja frida gerd goran greta gudmund gunilla gunvor gustaf gunnel hakan halvor hanne hans harriet hege heidi helge helle henrik hilding
    hjalmar ida inga ingegerd ingela inger ingmar ingrid ingunn isak ivar jan jannicke jens jesper joakim johan jorgen jorunn kajsa kare karl kerstin kirsten kirsti kjersti klas knut kristin lars lasse leif lena linnea lisbet liselott lotta ludvig magne magnus maj malin mads malene maren marit mathilde mats merete mette mikkel mogens morten niels nina
    niklas nils oddvar ola oluf olle oystein palle par pelle per pernille petter preben ragnar rasmus roar rolf rune sanna signe sigfrid sigrun sissel siv soren stefan stellan sten stian stig sture susanne svante svein sven sverre terje thor thore tobias tom tor tora tore torill torsten tove trine trond trygve turid ulrika vegard viggo viktor vidar ylva yngve aase
    aino anneli anssi antero antti arja arto eero eeva eija eila elina erkki esa esko hannele hannu harri heikki heli helka hilkka ilkka ilpo inkeri irja irmeli jarkko jarmo jaakko jorma jouko jouni juhani jukka juho kaarina kai kalevi kalle kari kirsi kyosti laila lauri leena liisa maarit maija marja marjatta marketta markku matti mauri merja mervi mika minna mirja
    niilo olavi olli outi paavo paivi pasi pekka pentti perttu pertti petri petteri piia pirkko raija raili raimo rauno reijo reino ritva risto saara sakari sami sanna satu seija seppo simo sini sirkka sirpa sofia taina taneli tapani tapio tarja tarmo tauno teemu teija teppo terhi tero timo tiina toivo topi tuija tuire tuula ulla urho urpo valtteri veli vesa vilho ville virpi
    bohumil bohuslav bozena branislav bretislav ctibor dagmar dalibor daniela denisa drahomira eliska frantisek hana hynek iveta ivona jaromir jarmila jindrich jirina jiri jitka josef julie kamila karel katerina klara kveta ladislava lenka leos libor libuse ludek ludmila lubomir lubos lucie magdalena marcela marketa martina matej michaela milada miloslav milos
    miluse monika nikola oldrich ondrej otakar patricie pavla pavlina petra premysl radim radka radomir radoslav renata richard romana rudolf ruzena sarka simona slavomir sona stanislava stepan svatopluk tereza tomas vaclav vendula veronika viktorie vilem vit vitezslav vladena vladislav vlasta vlastimil vojtech zdena zdenka zora zuzana peter juraj stefan marian
    agnes akos albert aniko aranka arpad balint barnabas bela bence borbala csaba csilla denes dora emese endre eniko erzsebet eszter ferenc flora gabor gergely geza gyongyi gyorgy hajnalka huba ibolya ildiko imre jeno jozsef judit kalman karoly katalin kinga kristof krisztian krisztina lajos laszlo levente lorant lorinc magdolna marta matyas melinda mihaly miklos
    monika noemi orsolya pal piroska reka robert roland rozsa rudolf sandor sarolta szabolcs szilvia tunde tivadar valeria vilmos vince viktoria zita zoltan zsolt zsuzsanna alina anca andreea bogdan catalin claudiu constantin corina cornel cosmin costin cristina daniela dorin doina dumitru eugen florin gabriela gheorghe ilie ileana ioana iulia iulian lavinia liviu loredana
    lucian marcel marian marius mircea mirela nicoleta nicolae octavian oana petru raluca razvan rodica roxana sanda silviu simona sorin stefan teodor tiberiu tudor valentin vasile veronica viorel viorica vlad zaharia
    adebayo abena abimbola akinyi amina aminata asha awa ayodele bongani buhle chinwe chukwuemeka damilola dayo ebele efua ekene esi fatoumata funmilayo gugu habib idris ifeoma imani jabari kagiso kelechi kofi kwabena lindiwe lungile mamadou mpho musa nana neo nkechi nnamdi nokuthula nomsa obinna oluwatobi onyeka oumar precious sadio segun sibusiso simphiwe siyabonga tendai
    thabiso themba thulani tunde uche vusi wale wambui wangari yaw zainab zanele zodwa thandiwe thandeka wanjiku wiremu aroha hemi mere tane
    aarav abhijit abhishek aditi ajay akhil alok amruta anant aniruddha ankit anuradha aparna archana arpita ashish ashwin avinash bhavesh bhavna chandra chetan deepa devika dhruv dinesh divya dipti ekta farhan gautam geeta gopal govind gurpreet harpreet hema hemant hitesh indira ishaan jagdish jasmeet jatin jignesh jitendra jyoti kajal kamal kamlesh karan kartik kavita ketan
    kirti komal lalit lata madhav madhu mahendra manisha manju manpreet mayank meena megha mihir milind mitesh mohan monika mukesh nalini namrata nandini narendra natasha navin neelam nilesh niraj nirmala nisha nishant omkar padma pallavi pankaj paresh parth piyush poonam prabhakar pradeep pramod pranab prerna puneet pushpa raghav raghunath rahul rajendra rajkumar rakhi ramya ranjit
    rashmi ratan renu rekha ritu roshan rupal sagar sameer sangita sanjeev santosh sarita satish saurabh savita seema shailesh shalini shankar shantanu sharad shashi shilpa shivani shreya shruti shyam simran smita sneha somnath sonal srikanth sudhir sujata sukhwinder suman sumit supriya surendra surinder sushil swapnil tanvi tarun tejas uday umesh usha vaibhav vandana varun vasant vibha
    vidya vimal vinay vineet vipul vishal yash yogesh
    chuy pepe paco beto lupe lupita nacho pancho kiko toño tono memo lalo quique chema chelo concha pili mari maru toña nando fito tito tita tincho nico santi guille fede juanma juanjo josema yuli yuliana yolanda itzel xochitl citlali tonatiuh cuauhtemoc milagros percy edwin farid wilmer yesenia yesica jhon jhonatan brayan duvan yeimi leidy yuri nubia flor luz marina nury gildardo evelio arnulfo baudilio eliecer silvina yanina romina mirta graciela nilda estela hector oscar nelson ruben walter hugo leandro matias lautaro facundo nahuel thiago bautista benjamin catalina constanza javiera fernanda macarena jorgelina
    jadwiga boguslaw halina malwina zygmunt leszek grazyna bozena urszula wieslaw zenon waldek kazimierz czeslaw stanisława mieczyslaw bronislaw
    """.split()
)  # fmt: skip
# Family names that are seldom anything else.
FAMILY_NAMES = frozenset(
    """
    garcia rodriguez gonzalez fernandez lopez martinez sanchez perez gomez martin jimenez ruiz hernandez diaz moreno munoz alvarez romero alonso gutierrez navarro torres dominguez vazquez ramos gil
    ramirez serrano molina morales suarez ortega delgado castro ortiz rubio marin sanz iglesias nunez medina garrido cortes castillo santos lozano guerrero cano prieto mendez calvo cruz gallego vidal leon
    herrera marquez pena flores cabrera campos vega diez fuentes carrasco caballero nieto reyes aguilar pascual herrero santana lorenzo hidalgo montero ibanez gimenez ferrer duran vicente benitez mora santiago arias vargas
    carmona crespo roman pastor soto saez velasco soler moya esteban parra bravo gallardo rojas rivera silva salazar mendoza contreras espinoza valenzuela sepulveda araya quispe mamani huaman chavez vasquez castaneda zapata
    ospina restrepo jaramillo arango cardenas acosta paredes bustamante figueroa villanueva aguirre etxeberria zubizarreta goikoetxea urrutia arriaga elizondo garza trevino cantu villarreal
    smith jones williams brown taylor davies evans thomas johnson roberts walker wright robinson thompson hughes edwards hall green wood harris lewis martin jackson clarke clark turner hill cooper morris ward moore anderson watson
    harrison morgan baker patel khan singh kumar sharma gupta mehta shah verma iyer nair reddy rao menon pillai joshi desai chopra kapoor malhotra banerjee mukherjee chatterjee
    muller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schafer koch bauer richter klein wolf schroder neumann schwarz zimmermann braun kruger hofmann hartmann lange schmitt werner krause meier lehmann schmid
    schulze maier kohler herrmann konig walter mayer huber kaiser fuchs peters lang scholz moller weiss jung hahn vogel friedrich keller gunther frank berger winkler roth beck lorenz baumann franke albrecht schuster simon ludwig bohm winter
    rossi russo ferrari esposito bianchi romano colombo ricci marino greco bruno gallo conti deluca costa giordano mancini rizzo lombardi moretti barbieri fontana santoro mariani rinaldi caruso ferrara galli martini leone longo gentile martinelli vitale
    silva santos oliveira souza sousa rodrigues ferreira alves pereira lima gomes costa ribeiro martins carvalho almeida lopes soares fernandes vieira barbosa rocha dias nascimento andrade moreira nunes marques machado mendes freitas cardoso ramos
    dubois durand lefebvre moreau laurent michel lefevre leroy roux fournier morel girard andre mercier dupont lambert bonnet francois martinez legrand garnier faure rousseau blanc guerin muller henry roussel nicolas perrin morin mathieu clement
    gauthier dumont lopez fontaine chevalier robin masson tremblay gagnon cote bouchard gauthier morin lavoie fortin gagne ouellet pelletier belanger levesque bergeron
    nowak kowalski kowalska wisniewski wisniewska wojcik kowalczyk kaminski kaminska lewandowski lewandowska zielinski zielinska szymanski szymanska wozniak dabrowski dabrowska
    jansen bakker visser smit meijer mulder bos vos peters hendriks dekker brouwer dijkstra smits hansen johansen olsen larsen andersen pedersen nilsen kristiansen jensen karlsen johnsen nielsen christensen rasmussen sorensen
    johansson andersson karlsson nilsson eriksson larsson olsson persson svensson gustafsson pettersson jonsson korhonen virtanen makinen nieminen yilmaz kaya demir celik sahin yildiz yildirim ozturk aydin ozdemir arslan dogan
    kilic aslan cetin kara koc kurt ozkan simsek nguyen tran pham hoang novak svoboda novotny dvorak cerny prochazka kucera horvath kovacs szabo toth nagy varga papadopoulos ivanov petrov popescu ionescu
    tanaka suzuki sato takahashi watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki kim lee park choi wang zhang chen liu yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie tang han cao deng feng xiao
    chan wong cheung leung lau cheng ho kwok tsang lam ng yip tam chow szeto chiu fung yeung hui tse chang hsu hsieh tsai hung lai chiang okafor okonkwo adeyemi mensah dlamini nkosi mbeki otieno mwangi kamau
    murphy kelly osullivan walsh obrien byrne ryan oconnor oneill doyle mccarthy gallagher doherty kennedy lynch macdonald campbell stewart mackenzie macleod
    """.split()
)  # fmt: skip
PARTICLES = frozenset(
    "de del la las los da das do dos di della dello degli van von der den ter ten te zu zum zur vom af av le du des d i y e bin ibn binti bint al el ben abu ap mac mc ni nic o san santa st saint freiherr graf ritter am op 't thi in auf".split()
)
# What goes with a name when it stands behind it.
NAME_SUFFIXES = frozenset("jr sr ii iii iv filho neto junior sobrinho netto hijo ph".split()) - {"ph"}
# What is printed in front of a name and is not part of it.
HONORIFICS = frozenset(
    """
    mr mrs ms miss mx dr dra drs prof profa professor sir dame rev fr hon cr cra cdra coach sgt cpl cmdr cdr supt insp capt col maj lt gen sgt eng engr ing inga lic licda lcda lcdo ldo lda arq arqa ab abg abog
    mtro mtra cp cpa cpn cdor cdora sr sra srta d da dna don dona doña ingeniero licenciado mag mgr mba bsc dipl dipling dipl-ing diplkfm dipl-kfm diplvw diplwirting dipling(fh) univ univprof pd privdoz med dent iur jur rer nat pol phil h hc habil
    ra rain herr frau fraulein m mme mlle mm me maitre pr sig sigra sigina dott dottssa dottre dottoressa avv geom rag arch per ind cav comm ir dhr mw mevr mevrouw drir bc inz inz mgr lek farm hab mudr judr phdr mvdr paeddr rndr bca op uzm av sn doc yrd ogr gor ecz dt pm esc eco econ soc past mons fray leg adw mec notario notaria
    maga mag drin dipling diplingfh diplbw diplbetrw diplkffr diplkffrau diplpsych diplpad diplphys diplchem diplinf diplinform diplbiol diplagr diplgeol diplarch dipling(eth) mmag mmaga drdr drmed drmeddent drmedvet drjur drrernat drphil drhc bacc ctdor ctdora cdora cdor cont tsu ts tcnl licda licdo lcda lcdo lica lico quim ibq iq ie ic iis itc cpt psicol psiclga trab fga fgo fgo nut nutr kgo klga klgo kinga klgo obst mtra mtro mgtr mgter magtr phdr arqto arqta ingo inga gral cnel tte cmte cte biolg econ lict estud pbro sor hno hna doc doz dozent bsc msc pddr privdozdr univdoz ao akad rev revd rt hon messrs esq ca adv cs cma er ar pt smti km pandit sardar thiru tmt ts dato datuksri tansri datin engr architect atty ba be lt comdr capt brig col gp vcapt
    inż engº engª eng sr sra dr drª profª adv advª tek kom shri smt kum adv ustad haji datuk dato tan tun puan encik tuan datin encik khun tri dtt bpk ibu nguoi ong bac
    com agr civ mec elec quim adm soc inh prop inhaber inhaberin titular psic odont vet mv mvz med qfb qbp biol qf nutr tec tecn lcp cpc mba msc enf fis perito contador arquitecto arquitecta abogado abogada architekt architektin
    """.split()
)  # fmt: skip
# Degrees, licences and memberships behind a name, as they read without dots and in small letters.
DEGREES = frozenset(
    """
    phd dphil md mdphd dds dmd dvm od do dpt jd llb llm ba bs bsc ms msc mscа ma mba mfa mph mpa msw med ed edd bed beng meng btech mtech be bcom mcom bba mca bca barch march mres mphil aa aas dba dsc dclin
    rn bsn msn np fnp aprn pa pac lpn crna lcsw lmft lpc cpa cfa cfp cma cga ca acca fca aca fcca acma cima cia cisa cissp cism crisc ea pe peng ceng ieng eng pmp prince2 csm cscp cpim aia faia riba ra leed ap leedap
    asla frics mrics rics mciob ciob mice fice imeche mimeche miet mie frcs frcp mrcp mrcs mbbs mbchb facs facc fca frsa obe mbe cbe qc kc sc esq esquire jp dl mscsi dipfd mrcgp mrcvs fds rcs frcgp ieee iet rd ldn rdn cscs pt dc lac lmt cpm crs gri abr sres ccim sior
    shrm shrmcp shrmscp phr sphr gphr cipd mcipd fcipd gdip pgce cim mcim ing msca msc mscа ingeniero ir rer nat dipling diplomkaufmann fh mbl univ bakk mag ecole epfl eth hec
    acma cpa accahk hkicpa fhkiod cgma ficpa cfpcm frm prm caia cia cqf cmt phri fhkie mhkie rpe fhkia hkia mhkis fhkis rps mcips cilt fcilt cmilt mba emba dba llmphd bams bhms bds mds mch dnb dm mdrd dch dgo ffa fiii aiii licentiate cs llbcs fcs acs aicwa icwa ficwa dcom mcom mphil mvsc bvsc mpharm bpharm dpharm dip gdc ceng fiet fimeche fistructe mistructe cenv csci cchem frsc mrsc frsb cgeol fgs fls fsa fic frss cstat fia ffia solicitor ccm ccwt cgfm cgap cpp chmm cxa lssbb lssgb pmpr pmiacp sphri fache fache facog facp facep faan faafp faap facog rph pharmd dnp crnp cnm lcswr lpcc ladc bcba ccc-slp cccslp slp otr otrl atc cscs dpm dacvs dacvim dabvp lvt rvt cvt ra aibd asid ldr leedga leedapbdc bdc idc pls psm rls rlaasla asla aicp gisp cfm ppl atp cfii
    icmci cmc cpcu are clu chfc ricp arm aic cams cfe csp cih cep reit lsrp pg pgeo geo rpf faicd gaicd maicd fcpa ctp mcips fcips csc ceo2 dipm cert acis icsa tep reg vcp mcs dipl faia noma ncarb iida idsa
    """.split()
)  # fmt: skip
CHINESE_HONORIFICS = ("先生", "女士", "小姐", "博士", "教授", "硕士", "老师", "様", "氏", "님", "씨")
# Rooms, trades and wares that look like a two-word name.
NOT_NAMES = frozenset(
    """
    private wealth visits reservations wholesale retail banking mortgage lending hospitality tourism logistics
    the and of for by hair nails with your our from new best quality since best y con para por und mit fur et pour con per com e uw voor dla ve icin business card hello regards saludos cordialmente atentamente sincerely
    sales marketing office department phone mobile fax email web tel address free estimates se habla espanol member certified iso printed please visit follow find us call street avenue road calle avenida
    north south east west central main park tower building floor suite estate house center centre plaza complejo edificio industrial zone zona poligono road lane drive
    hotel restaurant university group company trading limited services solutions systems international technologies
    saludo cordial un una atte att kind warm best cheers thanks thank gracias gruss grusse freundliche freundlichen mfg grussen salutations cordialement bien salutations distinti cordiali saluti atenciosamente abracos groeten vriendelijke saygilarimla pozdrawiam pozdrowienia
    engineering products product printing packaging lighting furniture food foods fresh organic wine wines beer coffee tea fashion beauty health care media digital design designs home garden auto parts power energy water air
    material materiales muebles cocinas reformas diseno proyectos instalaciones maquinaria riego bombas ropa calzado vinos aceite quesos flores plantas moda joyas regalos
    commercial residential criminal defense immigration family law personal injury real estate civil corporate
    """.split()
)  # fmt: skip
