"""Words of firms: legal forms, kinds of business."""

# Legal forms by country, as they read without accents, case, dots and blanks; "" where many countries have it.
LEGAL_FORMS = {
    "sl": "ES", "slu": "ES", "slp": "ES", "slne": "ES", "sll": "ES", "sal": "", "scoop": "ES", "scl": "ES", "sccl": "ES", "sau": "",
    "sa": "", "cb": "ES", "scp": "ES", "sadecv": "MX", "sapidecv": "MX", "sderldecv": "MX", "sderl": "MX", "sc": "", "ac": "",
    "srldecv": "MX", "sas": "", "sasdecv": "MX", "ltda": "", "cialtda": "EC", "eu": "CO", "eirl": "PE", "sac": "PE", "saa": "PE", "srl": "",
    "scrl": "", "spa": "", "limitada": "", "ca": "VE", "cxa": "", "srlcv": "MX", "saic": "AR", "sacif": "AR", "saci": "AR", "srlcv ": "MX",
    "sociedadanonima": "", "sociedadlimitada": "ES", "eireli": "BR", "me": "BR", "epp": "BR", "mei": "BR", "lda": "PT", "unipessoallda": "PT",
    "ltd": "", "limited": "", "llc": "", "llp": "", "lp": "", "plc": "GB", "inc": "", "incorporated": "", "corp": "", "corporation": "",
    "co": "", "company": "", "pllc": "US", "pc": "US", "pa": "US", "pty": "AU", "ptyltd": "", "pteltd": "SG", "pvtltd": "",
    "pvt": "IN", "privatelimited": "IN", "opcpvtltd": "IN", "sdnbhd": "MY", "bhd": "MY", "coltd": "", "colimited": "", "cic": "GB", "dac": "IE", "ulc": "CA", "ltee": "CA",
    "gmbh": "DE", "gmbhcokg": "DE", "gmbhcokgaa": "DE", "mbh": "DE", "ag": "", "kg": "DE", "kgaa": "DE", "ohg": "DE", "og": "AT", "gbr": "DE", "ek": "DE", "ekfr": "DE",
    "eg": "DE", "ug": "DE", "ughaftungsbeschrankt": "DE", "haftungsbeschrankt": "DE", "se": "", "ev": "DE", "partgmbb": "DE", "partg": "DE", "ggmbh": "DE", "gesmbh": "AT", "sagl": "CH",
    "sencrl": "CA",
    "senc": "CA",
    "sarl": "FR", "eurl": "FR", "sasu": "FR", "sci": "FR", "scop": "FR", "snc": "", "scea": "FR", "gaec": "FR", "earl": "FR", "selarl": "FR", "scm": "FR", "gie": "FR", "sca": "",
    "srls": "IT", "sapa": "IT", "sas ": "", "societacooperativa": "IT", "soccoop": "IT", "socagr": "IT", "scarl": "IT", "ss": "IT",
    "bv": "NL", "nv": "", "vof": "NL", "cv": "NL", "bvba": "BE", "cvba": "BE", "vzw": "BE", "asbl": "BE",
    "spzoo": "PL", "spzook": "PL", "spj": "PL", "spk": "PL", "spzoospk": "PL", "sro": "CZ", "as": "", "spol": "", "spolsro": "CZ", "vos": "CZ",
    "aş": "TR", "ltdsti": "TR", "ltdşti": "TR", "sti": "TR", "tic": "TR", "sanvetic": "TR", "sanveticas": "TR", "sanveticltdsti": "TR",
    "ab": "SE", "hb": "SE", "kb": "SE", "aps": "DK", "asa": "NO", "ivs": "DK", "oy": "FI", "oyj": "FI", "ky": "FI", "oyab": "FI", "ehf": "IS",
    "kft": "HU", "zrt": "HU", "nyrt": "HU", "bt": "HU", "doo": "", "dd": "", "dooel": "MK", "ood": "BG", "eood": "BG", "ad": "", "sia": "LV", "uab": "LT", "ou": "EE",
    "pt": "", "tbk": "ID", "jsc": "", "llcfz": "AE", "fzllc": "AE", "fze": "AE", "fzco": "AE", "wll": "", "kk": "JP", "godokaisha": "JP", "kabushikikaisha": "JP", "saoc": "OM",
    "inhk": "HK", "ae": "GR", "epe": "GR", "ike": "GR", "ооо": "RU", "оао": "RU", "зао": "RU", "пао": "RU", "ао": "RU", "ип": "RU", "тов": "UA", "фоп": "UA", "тоо": "KZ",
}  # fmt: skip
# Written in front of the name.
FORMS_IN_FRONT = frozenset("ооо оао зао пао ао ип тов фоп тоо pt cv ud oy sc kancelaria sarl eurl sas".split())
# A word that says what kind of house it is. The value: how much it says (1: sure, lower: titles and slogans have it too).
KINDS = {
    **dict.fromkeys(
        """
        vineyard agriturismo albergo osteria pizzeria gelateria pasticceria ottica parrucchieri odontologia fisioterapia podologia reposteria churreria cafe cerrajeria cristaleria fontaneria tapiceria lavanderia tintoreria marmoles carpinteria-metalica grafiche tipografia floricoltura vivai edilizia costruzioni impianti termoidraulica elettrica arredamenti tendaggi ceramiche schlosserei malerbetrieb dachdeckerei zimmerei elektro haustechnik heizung sanitar reisebüro reiseburo buchhandlung fahrschule gasthof gasthaus landgasthof hofgut ferienhof reitstall tierarztpraxis hebammenpraxis ingenieurburo architekturburo steuerburo planungsburo sachverstandigenburo charpente couverture maconnerie electricite chauffage carrosserie pharmacie fromagerie chocolaterie brocante pepiniere bakkerij slagerij kapsalon schildersbedrijf loodgietersbedrijf hoveniersbedrijf tandartspraktijk huisartsenpraktijk advocatenkantoor notariskantoor piekarnia cukiernia apteka przychodnia gospodarstwo pensjonat drukarnia mimarlik muhendislik danismanlik eczanesi klinigi lokantasi pastanesi kuyumculuk nakliyat matbaa mobilya orchards orchard nursery landscaping roofing plumbing electrical heating cooling construction contracting contractors builders homes insurance financial wealth mortgage title escrow chiropractic orthodontics pediatrics cardiology veterinary rescue ministries temple synagogue mosque chapel parish library archives historical brewing cellars tavern grill diner bistro eatery catering market grocery deli butcher pizzeria photography films productions entertainment dance academy tutoring daycare preschool kindergarten jamones embutidos quesos aceites frutas verduras calzados zapatos aluminios cristales toldos persianas electrodomesticos informatica excavaciones gruas pinturas pavimentos derribos reformas rotulos uniformes jardineria piscinas espacio centro instituto syndicat sindicato cabana estancia haras promotoria chu chru ehpad sartoria sagewerk kabelwerk bergwerk brennerei molkerei kelterei veterinaria hof hofe alpaca cofradia saneamientos queseria almacenes hospitalaria midwifery brauhaus municipality gemeente municipality comune comuna prefeitura gemeinde landkreis council vinedos iglesia parroquia pfarrgemeinde diocesis escribania corporacion comunidad gobierno diputacion junta mancomunidad consorcio inmuebles kennel kwekerij horlogerie consultancy wellness initiative autoescuela foodtruck truck barbershop barberia salon spa gym fitness yoga optica optik floristeria vivero carniceria fruteria pescaderia kiosk imbiss biohof hofladen reederei schifffahrt ville mairie gabinete burosu hukuk buro tannlege tandlaege almazara frigorifico agroexportadora joinery dentistry museum museo musee trust realty kitchen joinery catering seafood exportaciones inversiones
        centro metropole metropoli communaute agglomeration prefecture conseil mairie rectorat gremio patronato delegacion stadtwerke amt behorde agrovet supplies traders stores emporium agencies bothies lodge lodges inn tavern chambers barristers
        practice medical centre center surgery dental union community council trust society club bureau federation league peluqueria clothing creative design
        group grupo gruppe groupe gruppo holding holdings industries industrias industrie industria enterprises enterprise
        ventures partners associates asociados associados associati associes asoc trading company companies bros brothers hermanos
        hnos fratelli freres gebr gebruder gebroeders sons hijos filhos figli fils sohne zonen construcciones construtora constructora
        university universidad universitat universite universita universidade universiteit uniwersytet universitesi college instituto institute
        institut hospital clinica klinik klinikum clinique clinic kliniek hastanesi ayuntamiento municipalidad camara
        cooperativa cooperative cooperatif coop sociedad fundacion foundation fondazione fondation stiftung fundacao stichting asociacion association
        associazione verband verein vereniging kanzlei bufete notaria notariat estudio studio studios atelier ateliers taller talleres officina werkstatt
        bodega bodegas vina vinas vinicola weingut weinkellerei domaine chateau cantina cantine tenuta azienda quinta hacienda finca granja ferme
        restaurante restaurant ristorante trattoria cafe cafeteria bakery panaderia pasteleria backerei boulangerie patisserie
        hotel hostal hotels pension posada resort viajes travel farmacia apotheke pharmacie pharmacy ferreteria papeleria libreria
        imprenta editorial ediciones verlag editions inmobiliaria immobilien immobiliare immobilier imobiliaria realty properties transportes transporte
        spedition transports autotransportes comercializadora importadora exportadora distribuidora distribuciones representaciones fabrica manufacturing
        manufacturers mfg works foundry mills motors autos automotriz labs laboratories laboratorios agencia agency agentur agence consultores
        consultoria asesoria gestoria inversiones seguros insurance versicherung textiles confecciones joyeria muebles carpinteria
        maderas metales aceros quimicos plasticos envases conservas alimentos foods farms vineyards winery brewery brauerei brasserie cerveceria distillery
        maschinenbau anlagenbau metallbau elektrotechnik bau holzbau schreinerei tischlerei metzgerei gartnerei baumschule autohaus steuerkanzlei arztpraxis zahnarztpraxis praxis
        comercial agropecuaria agroindustrial agricola ganadera minera pesquera embotelladora ingenieria engenharia engineering arquitectos architects architekten
        architetti arquitetos abogados advogados avocats rechtsanwalte solicitors attorneys llp solutions soluciones solucoes
        logistics logistica logistik technologies tecnologias technology tecnologia systems sistemas systemes software consulting
        international internacional services servicios electronics electric lighting industrial supply supplies imports exports shipping freight
        electricals equipments polymers chemicals pharma pharmaceuticals ceramics tiles exporters traders merchants jewellers
        ministry ministerio ministerium embassy embajada school schule escuela colegio ecole academy academia akademie sanayi ticaret insaat
        gida tekstil makina mobilya otomotiv lojistik turizm zaklad przedsiebiorstwo firma kancelaria gabinet spolka hurtownia
        bedrijf winkel aannemersbedrijf makelaardij installatiebedrijf kwekerij bouwbedrijf transportbedrijf
        falegnameria officine oreficeria panificio caseificio oleificio pastificio salumificio frantoio
        boutique galerie galeria gallery museum museo musee theater theatre teatro orchestra bank banco banca banque sparkasse volksbank church
        menuiserie plomberie garage imprimerie cabinet etude pepinieres maison editora metalurgica
        marmoraria padaria oficina escritorio distribuidor law offices creations creative media productions press records
        """.split(),
        0.6,
    )
}  # fmt: skip
CJK_FIRM_ENDS = (
    "批发 图文 快印 打印 喷绘 广告图文 总汇 總匯 大全 专营 专营店 直营店 分店 总店 总社 供应站 批发站 加油站 收购站 回收站 服务社 便利店 生活馆 体验馆 展厅 经销部 供销社 供销部 销售部 加工部 装饰部 维修部 修理部 修理厂 加工坊 作坊 酱坊 豆腐坊 印社 画院 书画院 画廊 艺术馆 博物馆 美术馆 图书馆 文化馆 体育馆 养老院 敬老院 福利院 卫生院 卫生所 卫生室 保健院 门诊 口腔 中医馆 国医馆 推拿馆 养生馆 会馆 会所 茶馆 茶社 茶室 饭庄 酒家 酒馆 大酒楼 火锅店 火锅 烧烤 小吃 面庄 食府 食坊 餐馆 食品行 参茸行 药行 药店 大药房 米行 布行 鞋行 家私 家居 家纺 窗帘 布艺 灯具城 建材城 市场部 家具城 汽修 汽修厂 汽车美容 洗车 驾校 培训学校 培训中心 琴行 画室 舞蹈 托管中心 幼儿园 早教中心 联合会 研究会 促进会 同乡会 校友会 分会 总会 联盟 互助社 专业合作社 家庭农场 渔场 林场 种植园 茶园 茶厂 酒厂 窑厂 纸厂 印刷厂 服装厂 制衣厂 五金厂 塑料厂 模具厂 家具厂 食品厂 灯饰厂 电器厂 玩具厂 事务所 分所 律师行 會計師行 測量師行 地產代理 股份有限公司 有限责任公司 有限責任公司 有限公司 责任公司 集团公司 总公司 分公司 子公司 公司 集团 集團 总厂 工厂 工廠 厂 廠 商行 商社 经营部 經營部 "
    "门市部 門市部 批发部 批發部 营业部 事务所 事務所 研究院 研究所 设计院 設計院 大学 大學 学院 學院 学校 學校 中学 小学 幼儿园 医院 醫院 门诊部 诊所 診所 "
    "银行 銀行 支行 分行 酒店 饭店 飯店 宾馆 餐厅 餐廳 酒楼 茶楼 茶庄 茶莊 茶行 酒庄 酒莊 工作室 工作坊 工坊 合作社 协会 協會 商会 商會 基金会 基金會 "
    "俱乐部 俱樂部 中心 办事处 辦事處 代表处 代表處 服务部 服務部 加工厂 专卖店 旗舰店 店 行 号 號 坊 庄 莊 阁 馆 館 社 出版社 旅行社 报社 "
    "株式会社 有限会社 合同会社 合資会社 医療法人 組合 協同組合 製作所 工業所 商店 商会 本舗 旅館 酒造 農園 病院 税理士法人 弁護士法人 法律事務所 設計事務所 "
    "委员会 管理局 总局 支局 管委会 指挥部 总站 服务站 车行 車行 五金行 贸易行 貿易行 企業社 實業社 工程行 實業 企業 工業 精機 国际 實業有限公司 "
    "酱园 研究所 农会 農會 工会 公会 公會 学会 學會 所 局 委 业 联社 联合社 民宿 坊 窑 传播 传媒 科技 文化 贸易 实业 电子 机械 建材 家具 服饰 服装 食品 铝业 药业 纺织 化工 物流 广告 装饰 装潢 五金 机电 自动化 智能 网络 信息 教育 咨询 投资 资本 置业 地产 环保 能源 光电 半导体 生物 医药 健康 美容 珠宝 皮具 鞋业 箱包 玩具 陶瓷 石材 木业 农业 畜牧 水产 渔业 茶业 酒业 果业 印刷 包装 塑胶 塑料 模具 阀门 泵业 电缆 照明 灯饰 汽配 重工 精工 轴承 校区 钢铁 工艺 工程 制造 控股 眼镜 饰品 文创 文創 設計 傳播 科技 電子 機械 建設 國際 食堂 厨房 客栈 民宿 花店 花卉 花艺 摄影 影视 婚纱 健身 瑜伽 烘焙 咖啡 書局 印務 "
    "注册处 市场 市場 农场 農場 牧场 牧場 果园 苗圃 养殖场 砖厂 石材厂 店铺 铺 网店 超市 商场 茶铺 酒坊 面馆 书店 書店 药店 药房 藥局 牙科 "
    "주식회사 유한회사 회사 대학교 병원 은행 연구소 연구원 학교 사무소 법무법인 세무법인 협회 공사 산업 전자 건설"
).split()
CJK_FIRM_STARTS = (
    "株式会社",
    "有限会社",
    "合同会社",
    "医療法人",
    "医療法人社団",
    "社会福祉法人",
    "学校法人",
    "NPO法人",
    "一般社団法人",
    "公益財団法人",
    "税理士法人",
    "弁護士法人",
    "(株)",
    "(有)",
    "㈱",
    "주식회사",
    "(주)",
    "㈜",
    "유한회사",
    "법무법인",
)
# Ends of one or two signs that other things end with too.
CJK_WEAK_FIRM_ENDS = frozenset(
    "批发 图文 快印 打印 喷绘 总汇 大全 口腔 门诊 火锅 烧烤 小吃 家私 家居 家纺 窗帘 布艺 洗车 舞蹈 分会 总会 联盟 药行 专营 展厅 会所 会馆 汽修 分所 销售部 装饰部 供销部 市场部 加工部 所 局 委 业 农会 農會 酱园 联社 联合社 民宿 坊 窑 传播 传媒 科技 文化 贸易 电子 机械 建材 家具 服饰 服装 食品 铝业 药业 纺织 化工 物流 广告 装饰 装潢 五金 机电 自动化 智能 网络 信息 教育 咨询 投资 资本 置业 地产 环保 能源 光电 半导体 生物 医药 健康 美容 珠宝 皮具 鞋业 箱包 玩具 陶瓷 石材 木业 农业 畜牧 水产 渔业 茶业 酒业 果业 印刷 包装 塑胶 塑料 模具 阀门 泵业 电缆 照明 灯饰 汽配 重工 精工 轴承 校区 钢铁 工艺 工程 制造 控股 眼镜 饰品 文创 文創 設計 傳播 電子 機械 建設 國際 食堂 厨房 客栈 民宿 花店 花卉 花艺 摄影 影视 婚纱 健身 瑜伽 烘焙 咖啡 行 号 號 坊 庄 莊 阁 店 社 馆 館 中心 铺 国际 实业 實業 企業 工業 市场 市場 学院 學院 연구소 연구원 산업 전자 건설 研究所 牙科 商会 营业部".split()
)
# Hosts that anybody can have an address at: they say nothing about the firm.
PUBLIC_HOSTS = frozenset(
    """
    gmail googlemail hotmail outlook live msn yahoo ymail icloud me mac aol gmx web t-online freenet protonmail proton pm mail zoho yandex
    163 126 qq foxmail sina sohu 139 189 yeah 21cn aliyun tom vip hinet seed pchome naver daum hanmail nate kakao docomo ezweb softbank
    orange wanadoo laposte free sfr bluewin libero virgilio tiscali alice tin uol bol terra ig globo sapo rediffmail rediff indiatimes
    btinternet btconnect sky virginmedia ntlworld talktalk comcast verizon att sbcglobal bellsouth cox shaw rogers telus sympatico videotron bigpond optusnet
    telefonica ono prodigy speedy cantv une movistar adinet arnet fibertel ciudad wp onet o2 interia op poczta seznam centrum ziggo kpnmail
    planet home xs4all hetnet telenet skynet chello aon mynet superonline ttmail list bk inbox rambler ukr netvigator biznetvigator singnet pacific tm bezeqint
    """.split()
)
# What a slogan or a description of the business has, and a name or a firm has not.
SLOGAN_WORDS = frozenset(
    """
    your our we you since quality reliable trusted best innovative excellence passion solutions for with made tomorrow future
    su sus tu tus nuestro nuestra desde mejor calidad confianza tradicion servicio para con hacemos somos
    ihr ihre unser seit wir mit fur qualitat tradition votre vos notre depuis nous avec pour qualite dal dalla con per la nostra vostro vostra qualita
    sua seu nosso nossa com desde uw uw ons onze sinds voor met twoj nasz od siz icin ile
    manufacturer manufacturers supplier suppliers exporter exporters mfrs dealers distributor distributors wholesale venta ventas fabricacion
    fabricante fabricantes distribuidores instalacion reparacion mantenimiento especialistas
    """.split()
)  # fmt: skip
CJK_SLOGAN_PARTS = (
    "老字号 始创 始於 始于 主营 主營 经营范围 營業項目 营业项目 专业 專業 专注 專注 致力 诚信 誠信 服务热线 欢迎 歡迎 承接 批发 零售 生产 品质 品質 品牌 一站式 供应 供應 代理 销售各 "
    "您 让 讓 以 为您 竭诚 始于 创于 创立 成立于 认证 認證 高新技术企业 会员 理念 客户至上 质量第一 领先 领导者 专家 更 我们 营业时间 營業時間 公众号 扫码 掃碼 扫一扫 取扱 創業 営業時間 お気軽"
).split()
