"""Words of addresses, and what tells a card's country."""

# Words of streets and buildings: a line with one of them and a number is an address.
STREET_WORDS = frozenset(
    """
    street st road rd avenue ave av lane ln drive dr boulevard blvd way court ct place pl square sq terrace crescent close highway hwy parkway pkwy
    freeway fwy pike turnpike trail plaza alley mews row grove quay wharf suite ste unit floor flr fl room rm apt level building bldg tower block blk house park estate industrial
    zone district county city town village province state box sector phase plot nagar marg colony opp near cross main sec midc gidc sipcot sez taluka dist tehsil
    calle c cl avda avenida paseo po pso pl plaza carrera cra kra kr cll diagonal dg transversal tv tr calz calzada blvd bulevar camino cno carretera ctra km poligono pol ind parcela nave
    piso planta puerta oficina of ofic local dpto depto int interior col colonia fracc fraccionamiento barrio bo edificio edif torre urb urbanizacion mz mza manzana lote lt jr jiron psje pasaje autopista
    ruta prolongacion prol esq esquina entre sector manz callejon glorieta rambla ronda travesia via passeig carrer avinguda placa rua kalea municipio delegacion alcaldia cp izda dcha bajo entlo apdo apartado casilla
    strasse str weg allee platz gasse ring damm ufer chaussee hof markt berg postfach og stock haus industriestrasse gewerbepark gewerbegebiet
    rue avenue bd boulevard chemin route allee impasse quai cours place bp cedex zi za zac lieu dit lieudit etage bureau batiment bat residence
    via viale piazza piazzale corso largo strada vicolo contrada localita loc fraz frazione zona ind
    rua avenida alameda travessa rodovia rod praca estrada largo sala andar conj conjunto bloco bairro lote quadra galpao cep ap apto
    campus fundo predio puesto modulo carril sm smz retorno privada cerrada priv andador circuito periferico libramiento lateral vialidad partida paraje caserio mercado mall shopping galeria centro barrio sitio vereda corregimiento kilometro autovia conjunto residencial parcelacion conocido salida salon bodegas
    straat laan weg plein kade gracht singel dijk steenweg postbus baan bus lei
    ulica ul al aleja plac pl os osiedle lok
    mahallesi mah mh cad cadde caddesi cd sok sk sokak sokagi bulvari blv no kat daire osb bolgesi han hani merkezi apt sanayi sitesi blok ilce
    gatan gata vagen vag gade vej gt veien vei torg torget tie katu
    utca ut ter korut namesti trida ulice ulita
    ulitsa prospekt jalan jl jln lorong taman soi thanon duong phuong quan gang chome cho ku shi machi dori gu ro gil dong
    """.split()
)
STREET_ENDS = (
    "strasse",
    "str",
    "straat",
    "laan",
    "weg",
    "platz",
    "gasse",
    "allee",
    "damm",
    "ring",
    "plein",
    "kade",
    "gracht",
    "singel",
    "dijk",
    "steenweg",
    "gatan",
    "vagen",
    "gade",
    "vej",
    "veien",
    "gata",
    "katu",
    "tie",
    "ufer",
    "hof",
    "ostr",
    "markt",
    "gate",
    "svagen",
    "graben",
    "steig",
    "pfad",
    "park",
    "chaussee",
    "gt",
    "kai",
    "stieg",
    "brucke",
    "wall",
)
CJK_ADDRESS_PARTS = "省 市 区 區 县 縣 镇 鎮 乡 鄉 村 路 街 巷 弄 道 号 號 楼 樓 室 栋 棟 座 层 層 幢 单元 單元 大厦 大廈 广场 廣場 花园 園區 园区 工业区 工業區 开发区 段 之 铺 里 都 道 府 丁目 番 番地 町 ビル 階 시 구 동 로 길 층 호".split()

# Names that say the country, without accents. Only what is unambiguous enough.
COUNTRY_WORDS = {
    "ES": "espana spain madrid barcelona valencia sevilla zaragoza malaga murcia bilbao bizkaia gipuzkoa navarra asturias galicia coruna vigo valladolid alicante cordoba granada gijon oviedo girona tarragona lleida castellon pamplona logrono burgos salamanca santander donostia vitoria gasteiz cadiz jerez almeria huelva jaen toledo albacete palma mallorca tenerife canaria getafe terrassa sabadell elche cartagena badajoz caceres leganes alcobendas lugo ourense orense pontevedra ferrol aviles palencia segovia soria avila talavera ceuta melilla lanzarote fuerteventura gomera laguna mostoles fuenlabrada alcorcon parla torrejon alcala pozuelo majadahonda rozas hospitalet mataro manresa igualada granollers cornella viladecans castelldefels gandia torrent alcoy orihuela torrevieja benidorm elda lorca marbella mijas fuengirola torremolinos estepona algeciras ubeda motril ejido utrera ecija irun eibar barakaldo getxo tudela calatayud huesca teruel ponferrada plasencia andalucia cantabria euskadi extremadura aragon menorca ibiza",
    "MX": "mexico cdmx jalisco guadalajara monterrey puebla queretaro guanajuato tijuana chihuahua sonora hermosillo sinaloa culiacan yucatan merida cancun michoacan morelia toluca saltillo coahuila torreon tamaulipas reynosa veracruz xalapa oaxaca hidalgo pachuca aguascalientes zapopan tlaquepaque bajio gto jal qro edomex chih pue tamps coah dgo ags mich oax chis yuc nay zac conm juarez zapopan tlalnepantla naucalpan celaya irapuato mazatlan tapachula villahermosa tabasco morelos cuernavaca tepic durango zacatecas colima campeche tlaxcala slp coyoacan polanco iztapalapa ecatepec huixquilucan tepotzotlan tlajomulco tehuacan atlixco orizaba poza minatitlan coatzacoalcos matamoros laredo mexicali tecate rosarito guaymas mochis guasave fresnillo tuxtla comitan palenque cozumel chetumal uruapan zihuatanejo acapulco taxco tulancingo tepeji matehuala potosi tlax hgo",
    "AR": "argentina caba buenos aires rosario mendoza tucuman salta neuquen bariloche patagonia chubut cordobesa resistencia jujuy catamarca viedma ushuaia trelew madryn comodoro caleta gallegos bahia tandil olavarria pergamino avellaneda lanus plata necochea cba misiones",
    "CO": "colombia bogota medellin cali barranquilla cartagena bucaramanga pereira manizales antioquia cundinamarca itagui envigado cucuta ibague armenia quindio cauca soacha chia cota funza zipaquira rionegro sabaneta tulua buga yumbo popayan pasto neiva villavicencio tunja duitama sogamoso monteria sincelejo valledupar riohacha dosquebradas floridablanca risaralda narino",
    "CL": "chile fono santiago valparaiso vina temuco antofagasta iquique rancagua talca providencia vitacura concepcion nunoa huechuraba maule araucania condes maipu puente quilicura pudahuel melipilla quillota quilpue coquimbo copiapo calama curico chillan osorno valdivia montt varas coyhaique biobio ohiggins",
    "PE": "peru lima arequipa trujillo cusco piura chiclayo miraflores callao huancayo iquitos surquillo lurin barranco surco comas olivos chorrillos pisco nazca tacna puno juliaca cajamarca chimbote huaraz huanuco pucallpa tarapoto moquegua ayacucho abancay tumbes sullana viru loreto lambayeque",
    "EC": "ecuador quito guayaquil cuenca ambato manta pichincha guayas machala loja riobamba esmeraldas portoviejo latacunga ibarra otavalo quevedo daule cumbaya tumbaco rumiñahui sangolqui azuay tungurahua manabi imbabura cotopaxi chimborazo",
    "VE": "venezuela caracas maracaibo barquisimeto carabobo maracay aragua lecheria anzoategui maturin monagas cumana barinas tachira zulia guayana guarenas guatire porlamar edo",
    "UY": "uruguay montevideo maldonado tacuarembo paysandu canelones",
    "PY": "paraguay asuncion",
    "BO": "bolivia paz cochabamba",
    "CR": "costa rica escazu heredia alajuela",
    "PA": "panama",
    "GT": "guatemala",
    "SV": "salvador",
    "HN": "honduras tegucigalpa",
    "NI": "nicaragua managua",
    "DO": "dominicana domingo",
    "CU": "cuba habana",
    "PR": "puertorico",
    "BR": "brasil brazil paulo janeiro curitiba belo horizonte porto alegre salvador recife fortaleza brasilia florianopolis campinas joinville goiania manaus blumenau caxias londrina maringa ribeirao paulista parana catarina mineira guarulhos osasco barueri sorocaba piracicaba jundiai bauru niteroi petropolis contagem uberlandia cascavel itajai chapeco criciuma pelotas canoas hamburgo gramado bento cuiaba belem maceio aracaju teresina macapa",
    "PT": "portugal lisboa lisbon aveiro braga coimbra faro algarve guimaraes leiria viseu setubal famalicao matosinhos evora funchal almada amadora barreiro sintra cascais oeiras gaia beja portalegre santarem pinhao douro alentejo minho",
    "US": "usa u.s.a. states york chicago houston dallas austin boston seattle denver atlanta miami portland phoenix philadelphia detroit minneapolis california texas florida ohio michigan illinois oregon washington massachusetts pennsylvania virginia georgia colorado arizona tennessee sacramento oakland fresno anaheim irvine pasadena reno tucson scottsdale albuquerque tampa jacksonville lauderdale raleigh greensboro nashville memphis knoxville louisville cincinnati cleveland pittsburgh rochester syracuse albany brooklyn bronx queens newark hartford providence baltimore milwaukee omaha wichita tulsa oklahoma charleston honolulu anchorage boise spokane tacoma utah nevada indiana wisconsin missouri iowa nebraska vermont connecticut maryland delaware kentucky alabama mississippi louisiana arkansas montana wyoming dakota idaho alaska hawaii minnesota",
    "CA": "canada ontario toronto vancouver montreal calgary ottawa quebec edmonton winnipeg alberta halifax mississauga brampton markham vaughan kitchener saskatoon burnaby kelowna gatineau sherbrooke longueuil moncton fredericton manitoba saskatchewan scotia brunswick newfoundland",
    "GB": "uk u.k. london england scotland wales manchester birmingham leeds bristol edinburgh glasgow liverpool sheffield cardiff belfast yorkshire nottingham devon cornwall kent surrey kingdom newcastle leicester coventry bradford hull plymouth southampton portsmouth brighton norwich ipswich exeter wolverhampton stoke sunderland swansea aberdeen dundee inverness perthshire londonderry luton northampton peterborough swindon gloucester cheltenham worcester hereford shrewsbury blackpool bolton stockport warrington wigan rochdale oldham huddersfield wakefield doncaster barnsley lincolnshire suffolk essex sussex hampshire dorset somerset wiltshire berkshire oxfordshire buckinghamshire hertfordshire bedfordshire cambridgeshire northamptonshire leicestershire warwickshire worcestershire staffordshire derbyshire nottinghamshire cheshire lancashire cumbria northumberland merseyside shropshire rutland wirral gwynedd powys fife saxmundham",
    "IE": "ireland dublin cork galway limerick eire waterford kilkenny wexford sligo donegal tralee killarney athlone mullingar drogheda dundalk kildare wicklow carlow portlaoise tipperary clonmel nenagh castlebar letterkenny roscommon longford cavan monaghan leitrim offaly laois meath",
    "AU": "australia sydney melbourne brisbane perth adelaide nsw qld canberra hobart wollongong geelong townsville cairns toowoomba ballarat bendigo launceston parramatta fremantle queensland tasmania",
    "NZ": "zealand auckland wellington christchurch tauranga dunedin napier rotorua palmerston whangarei invercargill queenstown blenheim gisborne marlborough otago waikato",
    "IN": "india mumbai delhi bengaluru bangalore chennai hyderabad pune kolkata ahmedabad gujarat maharashtra surat jaipur rajasthan ludhiana punjab haryana gurgaon gurugram noida coimbatore nadu karnataka kerala rajkot indore kochi telangana thane vadodara a.p u.p m.p t.n w.b h.p j&k a.p. u.p. m.p. t.n. w.b. andhra pradesh uttar madhya tamil bihar odisha orissa jharkhand chhattisgarh assam uttarakhand himachal jammu kashmir vijayawada visakhapatnam vizag guntur nellore tirupati warangal secunderabad kurnool rajahmundry kakinada mysuru mysore mangalore mangaluru hubli hubballi belgaum belagavi madurai trichy tiruchirappalli tiruppur tirupur thiruvananthapuram trivandrum kozhikode calicut thrissur ernakulam nagpur nashik aurangabad kolhapur solapur bharuch bhavnagar jamnagar gandhinagar ankleshwar morbi udaipur jodhpur ajmer bhopal gwalior jabalpur raipur lucknow kanpur agra varanasi ghaziabad faridabad meerut aligarh moradabad allahabad prayagraj patna ranchi jamshedpur dhanbad bhubaneswar cuttack guwahati howrah siliguri chandigarh mohali jalandhar amritsar panipat sonipat karnal rohtak ambala dehradun haridwar shimla",
    "PK": "pakistan karachi lahore sialkot faisalabad islamabad rawalpindi multan gujranwala peshawar quetta",
    "BD": "bangladesh dhaka chittagong narayanganj gazipur chattogram sylhet khulna",
    "LK": "lanka colombo",
    "ZA": "africa johannesburg cape durban pretoria sandton gauteng stellenbosch bloemfontein gqeberha polokwane nelspruit midrand centurion randburg kwazulu",
    "NG": "nigeria lagos abuja ibadan enugu kaduna onitsha ikeja lekki",
    "KE": "kenya nairobi mombasa kisumu nakuru eldoret thika",
    "GH": "ghana accra kumasi",
    "EG": "egypt cairo alexandria giza maadi heliopolis nasr",
    "MA": "maroc morocco casablanca tanger rabat marrakech fes agadir meknes oujda kenitra",
    "AE": "uae u.a.e. dubai abu dhabi sharjah emirates deira ajman fujairah khaimah karama quoz jebel jlt",
    "SA": "saudi riyadh jeddah dammam khobar makkah madinah mecca ksa",
    "QA": "qatar doha",
    "IL": "israel haifa jerusalem herzliya netanya petah ramat",
    "DE": "deutschland germany berlin hamburg munchen munich koln frankfurt stuttgart dusseldorf leipzig dresden hannover nurnberg bremen dortmund essen bayern sachsen wurttemberg augsburg mannheim karlsruhe munster freiburg bielefeld bochum wuppertal duisburg aachen krefeld monchengladbach gelsenkirchen oberhausen lubeck rostock schwerin magdeburg erfurt weimar chemnitz zwickau potsdam cottbus kassel giessen marburg wiesbaden mainz darmstadt offenbach hanau koblenz saarbrucken kaiserslautern ludwigshafen heidelberg pforzheim reutlingen tubingen konstanz ravensburg offenburg villingen schwenningen regensburg ingolstadt wurzburg bamberg bayreuth erlangen landshut rosenheim memmingen osnabruck oldenburg wolfsburg gottingen hildesheim braunschweig salzgitter paderborn solingen leverkusen neuss bremerhaven flensburg westfalen hessen niedersachsen thuringen brandenburg holstein pfalz",
    "AT": "osterreich austria wien vienna salzburg graz linz innsbruck klagenfurt polten dornbirn bregenz feldkirch leoben modling tirol vorarlberg karnten steiermark burgenland niederosterreich oberosterreich",
    "CH": "schweiz suisse svizzera switzerland zurich basel bern geneve lausanne luzern winterthur lugano bienne gallen schaffhausen fribourg neuchatel aarau olten solothurn bellinzona locarno ticino vaud valais wallis aargau thurgau graubunden",
    "FR": "france paris lyon marseille toulouse bordeaux nantes strasbourg lille rennes montpellier grenoble nice dijon cedex reims rouen angers havre mans caen amiens limoges ferrand besancon mulhouse colmar perpignan nimes avignon toulon antibes bayonne biarritz rochelle poitiers angouleme perigueux bergerac quimper lorient vannes nazaire cholet chartres troyes annecy chambery villeurbanne bretagne normandie provence alsace bourgogne aquitaine savoie occitanie",
    "BE": "belgie belgique belgium bruxelles brussel antwerpen gent brugge liege leuven brussels antwerp ghent namur charleroi tournai mechelen kortrijk hasselt aalst oostende roeselare verviers seraing herstal louviere vlaanderen wallonie flandre",
    "LU": "luxembourg",
    "NL": "nederland netherlands amsterdam rotterdam utrecht eindhoven haag groningen tilburg breda holland arnhem nijmegen zwolle leiden haarlem maastricht almere enschede apeldoorn amersfoort dordrecht zoetermeer hertogenbosch deventer alkmaar hilversum leeuwarden middelburg limburg brabant gelderland overijssel friesland zeeland drenthe",
    "IT": "italia italy milano roma torino napoli bologna firenze venezia verona padova genova bari palermo catania brescia modena parma bergamo treviso vicenza trieste udine pordenone rovigo belluno bolzano ravenna rimini forli cesena piacenza mantova cremona pavia varese lecco sondrio monza novara alessandria cuneo biella savona livorno lucca pistoia arezzo siena grosseto perugia ancona macerata ascoli pescara chieti teramo aquila campobasso caserta salerno avellino benevento foggia taranto brindisi potenza matera cosenza catanzaro messina siracusa ragusa trapani agrigento cagliari sassari nuoro veneto lombardia piemonte toscana umbria marche puglia calabria sicilia sardegna friuli montecchio",
    "PL": "polska poland warszawa krakow wroclaw poznan gdansk lodz katowice szczecin lublin bydgoszcz gdynia warsaw bialystok rzeszow torun kielce gliwice sosnowiec czestochowa radom olsztyn opole gorzow zielona gora sopot kalisz legnica elblag tychy rybnik plock tarnow kepno",
    "CZ": "cesko czech praha brno ostrava plzen olomouc republika liberec hradec budejovice pardubice zlin usti karlovy jihlava",
    "SK": "slovensko slovakia bratislava kosice",
    "HU": "magyarorszag hungary budapest debrecen szeged pecs gyor miskolc kecskemet sopron nyiregyhaza szekesfehervar",
    "RO": "romania bucuresti cluj timisoara iasi brasov constanta craiova oradea ploiesti",
    "BG": "bulgaria sofia plovdiv",
    "GR": "greece athens athina thessaloniki hellas",
    "TR": "turkiye turkey istanbul ankara izmir bursa adana gaziantep konya antalya kayseri kocaeli denizli eskisehir mersin gebze tekirdag samsun trabzon diyarbakir sakarya manisa mugla bodrum alanya cankaya kadikoy besiktas sisli umraniye",
    "SE": "sverige sweden stockholm goteborg malmo uppsala linkoping orebro vasteras norrkoping helsingborg jonkoping umea boras sundsvall gavle eskilstuna karlstad vaxjo halmstad kalmar ornskoldsvik kiruna lulea ostersund",
    "DK": "danmark denmark kobenhavn copenhagen aarhus odense aalborg esbjerg randers kolding horsens vejle roskilde herning silkeborg",
    "NO": "norge norway oslo bergen trondheim stavanger drammen kristiansand fredrikstad tromso sandnes skien alesund",
    "FI": "suomi finland helsinki tampere turku espoo oulu vantaa jyvaskyla lahti kuopio pori joensuu lappeenranta hameenlinna vaasa rovaniemi",
    "RU": "россия москва петербург russia moscow",
    "UA": "україна київ ukraine kyiv lviv львів",
    "RS": "srbija serbia beograd belgrade",
    "HR": "hrvatska croatia zagreb split",
    "SI": "slovenija slovenia ljubljana",
    "JP": "japan tokyo osaka kyoto nagoya yokohama fukuoka kobe sapporo sendai hiroshima kawasaki saitama chiba niigata okayama hamamatsu nagano",
    "KR": "korea seoul busan incheon daegu gyeonggi daejeon gwangju suwon ulsan seongnam",
    "TW": "taiwan taipei taichung kaohsiung tainan hsinchu taoyuan keelung changhua chiayi pingtung yilan hualien",
    "HK": "hong kong kowloon hongkong h.k.",
    "MO": "macau macao",
    "CN": "china shanghai beijing guangzhou shenzhen guangdong zhejiang jiangsu ningbo hangzhou dongguan foshan yiwu suzhou wenzhou qingdao xiamen shandong fujian zhongshan tianjin",
    "SG": "singapore",
    "MY": "malaysia kuala lumpur selangor penang johor petaling kuching ipoh melaka klang subang sabah sarawak",
    "TH": "thailand bangkok phuket pattaya nonthaburi samut",
    "VN": "vietnam hanoi minh saigon danang haiphong",
    "ID": "indonesia jakarta surabaya bandung bali bekasi tangerang semarang yogyakarta medan denpasar depok bogor",
    "PH": "philippines manila makati quezon cebu pasig taguig paranaque davao mandaluyong pasay caloocan cavite",
}
CJK_COUNTRY_PARTS = {
    "HK": "香港 九龍 九龙 新界 觀塘 旺角 尖沙咀 灣仔 湾仔 銅鑼灣 葵涌 荃灣 沙田",
    "MO": "澳門 澳门",
    "TW": "台灣 臺灣 台湾 台北 臺北 台中 臺中 高雄 台南 臺南 桃園 新竹 新北 彰化 統一編號 統編 苗栗 嘉義 屏東 分機 宜蘭 南投 雲林 花蓮",
    "JP": "〒 東京都 大阪府 京都府 北海道 株式会社 有限会社 の ー 丁目 携帯 神奈川県 愛知県 福岡県 県",
    "KR": "서울 부산 대한민국 주식회사 전화 시 로 길 구",
    "CN": "中国 有限公司 手机 电话 传真 省 邮编 地址 广东 浙江 上海 北京 江苏 深圳 广州",
    "SG": "新加坡",
    "MY": "马来西亚 馬來西亞",
}
# Abbreviations of tax numbers and the like that one country has.
COUNTRY_MARKS = {
    "rfc": "MX", "cif": "ES", "nif": "ES", "ruc": "PE", "cuit": "AR", "nit": "CO", "cnpj": "BR", "cep": "BR", "gstin": "IN", "ustidnr": "DE", "hrb": "DE", "siret": "FR", "siren": "FR", "rcs": "FR",
    "kvk": "NL", "btw": "NL", "nip": "PL", "regon": "PL", "abn": "AU", "vkn": "TR", "mersis": "TR", "cvr": "DK", "dic": "CZ", "uen": "SG", "tfno": "ES",
    "tfnos": "ES",
    "rpc": "PE", "rpm": "PE", "rcs ": "FR", "rut": "CL", "rif": "VE",
    "piva": "IT", "partitaiva": "IT", "orgnr": "SE", "creci": "BR", "oab": "BR", "crea": "BR", "crm": "BR", "cedex": "FR", "ustid": "DE", "telf": "PE",
}  # fmt: skip
# Words that tell the language, and with it the likeliest countries.
LANGUAGE_WORDS = {
    "DE": "zahnarztin arztin praxis zahnarztpraxis facharzt sprechzeiten rechtsanwaltin rechtsanwalt steuerberater meisterbetrieb seit uhr telefon mobil telefax mobil durchwahl strasse str geschaftsfuhrer leiter inhaber leiterin und fur vertrieb mit freundlichen grussen weingut hotline postfach",
    "FR": "telephone telecopie rue directeur directrice portable responsable gerant cordialement et fixe ingenieur associe boulevard",
    "IT": "via piazza telefono cell cellulare responsabile titolare direttore amministratore della dei saluti viale corso geom",
    "NL": "straat telefoon mobiel eigenaar vriendelijke groet postbus het van adviseur",
    "PL": "ul kom dyrektor kierownik specjalista prezes pozdrawiam faks nip",
    "TR": "cad sok mah faks gsm muduru mudur sanayi ticaret caddesi sokak saygilarimla",
    "BR": "rua gerente diretor celular fone ramal vendas engenheiro avenida bairro sala ltda atenciosamente rodovia",
    "PT": "telemovel tlm telm morada rua lda direcao geral",
    "ES": "calle avda movil el la los las del desde con para comercial zona tienda directora gerente jefe jefa responsable saludos poligono y tfno ctra plaza",
    "MX": "col cel lic av blvd gerente ing",
    "SE": "vd gatan vagen halsningar vaxel",
    "DK": "direktor vej gade venlig hilsen tlf salgschef",
    "NO": "daglig leder vei hilsen tlf",
    "FI": "puh puhelin toimitusjohtaja katu tie gsm",
    "CZ": "jednatel reditel ulice",
    "HU": "ugyvezeto utca",
    "RO": "strada str bd",
    "RU": "тел моб директор ул менеджер факс",
    "JP": "株式会社 部長 課長 代表取締役",
    "KR": "대표 이사 팀장 전화",
}
