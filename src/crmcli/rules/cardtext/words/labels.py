"""Words in front of, behind or above a value that say what it is."""

# Kinds (site is a place in front of a colon, and a phone's in front of a number): mobile work fax chat mail web place post name firm title unit wechat qq other (a number that is no phone) ext.
LATIN_LABELS = {
    "mobile": """mobile mobil mob mobi mobiel mobiltelefon mobilnummer cell cel celular cellulare cellulaire cellphone celu cell. movil moviles mv tlm telemovel tlmv telm handy m c hp
        handphone gsm cep kom komorka komorkowy mobilni mobilny port portable natel rpc rpm nextel bellek matkapuhelin mobilf cellular mbl m1 m2 mov mobitel gsm-nr моб мобильный сот кин κιν κινητο mobilas whatsapp wa wsp wasap whats whatsap whatsappp wapp zap text sms txt texts zalo viber signal line telegram tg watsap wpp""",
    "work": """tel telephone telefon telefono telefonos telefone telefones telefoon phone phones ph pho t p tele telf telfs tfno tfnos tfn tlf tlfno tlno fon fone fono ph. office off ofc o oficina ofi direct d dir directo directa
        direkt diretto linea ligne main central centrale centralita centralino conmutador conm conmut pbx zentrale switchboard landline fijo fija fixe fixo fisso festnetz buro bureau ufficio escritorio comercial
        hotline toll free tollfree freephone freecall sans frais gratuito helpline durchwahl dw standard accueil reception recepcion desk work business general line lines ddi did dd sede planta
        puh puhelin vaxel sabit santral is ofis biuro stacjonarny telefonszam rezeption contact contacto kontakt call llamanos llame atencion ventas sales support after hours tel1 tel2 telno тел телефон τηλ τηλεφωνο home h home ts tels teleph
        nummer numero vast vaste direkte direkter sekretariat assistenz service kundendienst bestellung infoline linha rufnummer ruf contact cont taller tienda showroom warehouse factory shop store plant hq headquarters domicilio particular casa privat prive r res resi residence residencia emergencias emergency urgencias notdienst notruf
        1 2 3 4""",
    "fax": "fax faks efax e-fax telefaxnummer faxnr faxno bélinographe telefax-nr facsimile telefax f telecopie telecopieur telecopiador facs fx факс φαξ telfax fax1 faksi ffax fax-nr telecopy fax.",
    "mail": "email e-mail mail correo correos electronico mailto e em eml courriel eposta posta adres e-post mejl sahkoposta почта mails poczta emails correio",
    "web": "web website site sitio url http https www homepage internet home page pagina w webseite sito strona wwww сайт webs webpage",
    "place": "address add addr adresse direccion domicilio endereco morada indirizzo adres adress adresa anschrift dir dom ubicacion direc head office registered a siege sede siedziba factory works showroom адрес cim osoite location domicilio legal fiscal adresi alamat",
    "wechat": "wechat weixin wx vx v-x wechatid wechat-id we-chat wecaht",
    "qq": "qq",
    "other": """gstin gst vat tva iva piva partitaiva partita cf codice fiscale nif cif rfc ruc rut nit cuit cuil cnpj cpf ie insc inscricao inscripcion iibb siret siren rcs rc hrb hra hrnr handelsregister amtsgericht ust ustid idnr id ustidnr ustidnr ust-idnr steuernr steuernummer steuer uid atu fn kvk btw
        vkn vergi mersis sicil siciltic nip regon krs ico dic orgnr org cvr abn acn uen cin pan ein duns crn company reg registration registered regno license licence lic licensed dre bar sra npi mat matricule matricola iban bic swift account acct acc konto kto rekening bankleitzahl blz cbu clabe cuenta cta conta ag agencia
        ifsc booth stand hall pabellon pavilion halle messestand standnr iso din box pobox apdo apartado postfach bp cs postbus cp cep plz pin pincode zip zipcode postcode postal postleitzahl psc colegiado colegiada col coleg crea crm oab cau cro creci since seit desde est established fundada fundado depuis fondee dal
        rea no nr order po invoice inn kpp ogrn инн кпп огрн бик р/с икпу едрпоу eori tax taxid taxno cui cvr-nr momsnr org-nr oib pib pid regd capital capitale euros cedula ced ci dni pasaporte tsx nyse licencia lic expediente poliza ssm rera trn cr brn pe tin cst fssai udyam msme iec rcmc sst mst pas rif cnae mls nmls naics cage ssn brela pvm alv ytunnus momsreg""",
    "site": "postadresse besuchsadresse lieferadresse besoksadress besoksadresse postadress leveransadress kayntiosoite postiosoite bezoekadres postadres vestigingsadres ubicacion ubicadosizacion sitio oficinas correspondencia registeredoffice regdoffice hqaddress geschaftssitz firmensitz standort sitz burositz buroadresse lieu siegesocial uffici sedelegale sedeoperativa stabilimento székhely szekhely cimunk bezorgadres adresas sidlo provozovna sediul sediu sediulsocial punctdelucru sjediste vestiging merkez fabrika ofisi subeadresi works unit godown workshop studio atelier oficina planta bodega taller tienda branch sucursal filiale succursale filial agence niederlassung zweigstelle delegacion",
    "post": "cp cep plz pin pincode zip zipcode postcode postal postleitzahl pc psc cap codigo p.c",
    "name": "name nombre nom nome naam vollname contact imie isim ad soyad contacto kontakt ansprechpartner contatto",
    "firm": "company empresa firma entreprise societe azienda bedrijf firm organisation organization compania sirket razon social unternehmen societa organizacion",
    "title": "title position cargo puesto funktion fonction ruolo functie stanowisko unvan role designation job post poste carica qualifica befattning",
    "unit": "department dept departamento abteilung departement reparto afdeling dzial bolum division dpto depto area section",
    "social": "ig instagram insta facebook fb twitter x tiktok youtube yt linkedin in skype snapchat pinterest vk behance dribbble threads telegram telegrama xing github weibo linktree medium spotify orcid messenger",
    "ext": "ext extension extn x xt poste ramal durchwahl dw int interno anexo anx wew wewn dahili tst toestel linha lokal loc local klappe kl apparat app linka mellek ext. вн доб",
}
CJK_LABELS = {
    "mobile": "手机号码 手机号 手机 手機 移动电话 移动 行動電話 行動 流動電話 手提電話 手提 携帯電話 携帯 휴대폰 휴대전화 핸드폰 모바일 휴대",
    "fax": "传真号码 传真 傳真 电传 ファックス ファクス 팩스 FAX",
    "work": "联系电话 聯絡電話 办公电话 辦公電話 公司电话 固定电话 服务热线 客服热线 全国热线 咨询热线 热线电话 订货热线 热线 熱線 客服电话 客服 服務專線 服務電話 專線 专线 电话 電話 座机 座機 总机 總機 直线 直線 直綫 直拨 直通 办公 辦公 固话 家电 话机 代表電話 代表 直通 전화번호 전화 직통 대표전화 免费电话 免付費電話 市話 市话 话 聯絡 联系方式 联络 统一客服",
    "mail": "电子邮箱 电子邮件 電子郵件 電子信箱 電郵 邮箱 邮件 郵箱 信箱 伊妹儿 メールアドレス メール 이메일 电邮",
    "web": "公司网址 公司网站 网址 網址 网站 網站 官网 官網 主页 홈페이지 ホームページ",
    "place": "公司地址 通信地址 通讯地址 通訊地址 聯絡地址 联络地址 办公地点 办公室地址 办事处地址 单位地址 經營地址 经营地址 注册地址 註冊地址 邮寄地址 郵寄地址 收货地址 收件地址 店铺地址 店址 门市地址 展厅地址 仓库地址 生产基地 总部地址 中文地址 英文地址 营业地址 營業地址 公司住所 辦公地址 工廠地址 廠址 寫字樓 办公地址 工厂地址 联系地址 通讯地址 详细地址 厂址 地址 地 址 总部 住所 本社 주소 所在地 工場 總公司 店址 門市 门店地址 厂部",
    "post": "邮政编码 郵政編碼 郵遞區號 邮编 郵編 邮码 우편번호",
    "name": "姓名 名字 联系人 聯絡人 联络人 氏名 성명 이름 称呼 聯繫人",
    "firm": "名称 店名 商号 字号 厂名 店铺名称 门店名称 企业名 公司名称 单位名称 公司名 公司 单位 企业名称 企业 會社名 会社名 회사명 회사 供职 任职",
    "title": "职务 職務 职位 職位 职称 職稱 岗位 頭銜 头衔 役職 직책 직위 职衔 身份",
    "unit": "所属部门 部门 部門 科室 部署 부서",
    "wechat": "薇信 徽信 微信号码 微信号 微信號 微信账号 微信ID 微信同号 手机微信 微信 微 信 V信 威信 加微",
    "qq": "QQ号码 QQ号 扣扣 企业QQ QQ",
    "other": "账号 帐号 賬號 帳號 账户 开户行 开户 開戶 卡号 卡號 户名 税号 稅號 纳税人识别号 纳税识别号 识别号 統一編號 统一编号 統編 统一社会信用代码 信用代码 注册号 執照 执照 许可证 許可證 执业证号 执业证 证号 證號 工号 工號 编号 編號 证书 股票代码 展位号 展位 摊位 攤位 展台 展館 展馆 登録番号 法人番号 登録 사업자등록번호 등록번호 사업자 计 备案 資本額 资本 成立于 创立 創立 创办于 始于 设立 法人番號 農行 农行 工行 建行 中行 招行 交行 银行 支付宝 抖音号 抖音 小红书 公众号 快手 视频号 淘宝 訂閱 阿里旺旺 旺旺 微博 LINE IG 營業登記 商業登記 邮政编码 郵政編碼 郵遞區號 邮编 郵編 우편번호 〒",
    "social": "抖音 小红书 公众号 快手 视频号 微博 淘宝 旺旺 钉钉 B站 知乎 公眾號 微信公众号",
    "ext": "转 轉 分机 分機 内线 內線 내선",
}
# Signs in front of a value.
SIGNS = {
    "📱": "mobile", "📲": "mobile", "📞": "work", "☎": "work", "✆": "work", "☏": "work", "🕿": "work", "🕾": "work", "℡": "work", "📠": "fax", "🖷": "fax", "🖨": "fax",
    "✉": "mail", "📧": "mail", "📨": "mail", "📩": "mail", "🖂": "mail", "@": "mail", "🌐": "web", "🌍": "web", "🌎": "web", "🌏": "web", "🔗": "web", "💻": "web", "🖥": "web",
    "📍": "place", "🏠": "place", "📌": "place", "🏢": "place", "🏭": "place", "⌂": "place", "🗺": "place", "💬": "mobile", "🟢": "mobile", "👤": "name", "📮": "place", "📫": "place", "🏬": "place", "➤": "place", "🅆": "mobile", "🆆": "mobile",
}  # fmt: skip
