"""What firms call the columns of their spreadsheets: English, Spanish, Chinese, by the field they mean."""

# Names are compared without case, accents, width, blanks and punctuation; a number at the end ("Phone 2") is left out
# where a field takes several values. A label stands behind the field's colon.

CUSTOMER = """
customer; customer name; client; client name; account; account name; company; company name; company/account;
organization; organisation; organization name; organisation name; business name; legal name; trade name; firm;
firm name; employer; associated company; primary company; buyer; buyer name; organization 1 name; company/organization;
cliente; nombre cliente; nombre del cliente; nombre de cliente; empresa; nombre empresa; nombre de empresa;
nombre de la empresa; compañía; nombre de la compañía; organización; nombre de la organización; razón social;
razón social cliente; nombre comercial; nombre fiscal; nombre o razón social; razón social / nombre; sociedad; firma;
denominación; denominación social; cliente / empresa; cliente empresa; entidad; cuenta; nombre de la cuenta;
客户; 客户名称; 客户名; 客户全称; 客户简称; 客户单位; 客户公司; 客户公司名称; 公司; 公司名; 公司名称; 公司全称; 单位; 单位名称; 企业; 企业名称;
企业全称; 厂商; 厂家; 厂名; 商户名称; 店名; 机构名称; 往来单位; 购货单位; 买方; 需方; 工作单位; 组织;
客戶; 客戶名稱; 客戶名; 客戶全稱; 客戶簡稱; 公司名稱; 公司全稱; 單位; 單位名稱; 企業; 企業名稱; 廠商; 廠商名稱; 組織; 店家名稱
"""

NAME = "name; nombre; 名称; 名稱; display name; nombre para mostrar; 显示名称; 顯示名稱; denominacion completa"

PARTY = {
    "contact": """
contact; contact name; contact person; person; person name; full name; fullname; primary contact; main contact;
key contact; attention; attn; contact full name; file as; decision maker; responsible person at customer;
contacto; nombre contacto; nombre de contacto; nombre del contacto; nombre y apellidos; nombre completo;
persona de contacto; persona contacto; persona; interlocutor; contacto principal; contacto nombre; apellidos y nombre;
nombre y apellido; contacto nombre y apellidos; a la atención de; att;
联系人; 联系人姓名; 客户联系人; 姓名; 主要联系人; 首要联系人; 对接人; 联络人; 收件人; 联系人名称; 客户姓名; 采购联系人; 中文姓名; 联系人名;
聯絡人; 聯絡人姓名; 聯繫人; 聯繫人姓名; 客戶姓名; 全名; 主要聯絡人; 客戶聯絡人""",
    "first_name": """
first name; firstname; given name; givenname; forename; christian name; contact first name; nombre de pila;
primer nombre; nombres; nombre propio; 名; 名字; 名字(名)""",
    "middle_name": "middle name; additional name; second name; segundo nombre; 中间名; 中間名",
    "last_name": """
last name; lastname; surname; family name; familyname; contact last name; apellidos; apellido; apellido(s);
primer apellido; contacto apellidos; 姓; 姓氏""",
    "second_surname": "segundo apellido; apellido 2; apellido materno",
    "prefix": "name prefix; salutation; tratamiento; honorific; 中文称谓; 英文称谓; 称谓; 稱謂; 尊称; 先生/女士; trato",
    "suffix": "suffix; name suffix; sufijo; 后缀; 後綴; 中文后缀",
    "title": """
title; job title; jobtitle; position; role; function; designation; occupation; organization title;
organization 1 title; contact title; puesto; cargo; puesto de trabajo; posición; función; profesión; cargo del contacto;
contacto cargo; cargo contacto; título; 职务; 职位; 岗位; 头衔; 职称; 联系人职务; 联系人职位; 担任职务; 職稱; 職務; 職位; 頭銜""",
    "department": """
department; dept; organization department; organization 1 department; division; departamento; dpto; depto; área;
sección; 部门; 所属部门; 所在部门; 部門; 科室""",
    "email": """
email; mail; email address; email addresses; contact email; primary email; main email; email id; emails; email value;
other email; alternate email; secondary email; additional email addresses;
correo; correo electrónico; dirección de correo electrónico; dirección de correo; dirección del correo electrónico;
dirección email; cuenta de correo; correo e; correos; contacto email; email contacto; email de contacto;
correo de contacto; correo electrónico de contacto; mail contacto; otro correo;
邮箱; 电子邮箱; 电子邮件; 邮件; 电邮; 邮箱地址; 电子邮件地址; 邮件地址; 电子邮箱地址; 联系邮箱; 邮箱号; 联系人邮箱; e-mail地址; 郵箱; 電子郵件;
電子郵件地址; 電郵; 電子信箱; 信箱; 電郵地址; 電子郵箱""",
    "email:work": """
work email; business email; company email; office email; email:work; correo del trabajo; correo de empresa;
email empresa; correo empresa; email trabajo; correo corporativo; email corporativo; 公司邮箱; 工作邮箱; 企业邮箱; 公司郵箱""",
    "email:home": """
home email; personal email; private email; correo personal; email personal; 个人邮箱; 私人邮箱; 個人郵箱""",
    "phone": """
phone; phone number; phones; phone numbers; telephone; telephone number; tel; tel no; telno; tel number; contact phone;
contact number; contact no; primary phone; main phone; other phone; other phone number; phone value; ph; phone no;
teléfono; telf; tfno; tlf; teléf; tel.; tel/fijo; teléfonos; número de teléfono; número teléfono; teléfono contacto;
teléfono de contacto; contacto teléfono; teléfono principal; otro teléfono; núm. teléfono; nº teléfono;
电话; 联系电话; 电话号码; 联系方式; 联络电话; 客户电话; 联系人电话; 主要电话; 其他电话; 号码; 電話; 聯絡電話; 電話號碼; 聯繫電話; 連絡電話;
聯絡方式; 聯繫方式; 其他電話; 主要電話""",
    "phone:mobile": """
mobile; mobile phone; mobile phone number; mobile number; mobile no; cell; cell phone; cellphone; cell number; gsm;
handphone; móvil; teléfono móvil; tel. móvil; telf móvil; tfno móvil; nº móvil; número de móvil; celular;
teléfono celular; contacto móvil; móvil contacto; número celular; móviles; móvil de contacto; móvil personal;
mobile/whatsapp; car phone; whatsapp; 手机/微信; 微信/手机; 手机(微信); whatsapp number; 手机; 手机号; 手机号码; 移动电话; 联系手机; 手机/电话; 联系人手机; 手机电话; 电话/手机; 手機; 手機號碼;
行動電話; 移動電話; 手提電話; 手機號""",
    "phone:work": """
work phone; business phone; office phone; company phone; company main phone; office; office tel; landline; direct phone;
direct line; switchboard; office number; fixed line; work telephone; teléfono del trabajo; teléfono trabajo;
teléfono de trabajo; teléfono empresa; teléfono de la empresa; teléfono oficina; teléfono de oficina; teléfono fijo;
fijo; centralita; número de centralita de la organización; tel fijo; línea directa; teléfono directo; tlf empresa;
商务电话; 办公电话; 单位电话; 公司电话; 座机; 固定电话; 固话; 单位主要电话; 座机号码; 商務電話; 公司電話; 辦公電話; 市話; 單位電話; 公司主要電話; 公司代表線""",
    "phone:home": """
home phone; home telephone; personal phone; private phone; particular; teléfono particular; teléfono casa;
teléfono de casa; teléfono personal; teléfono domicilio; 住宅电话; 家庭电话; 家庭電話; 住宅電話; 住家電話""",
    "phone:fax": """
fax; fax number; business fax; work fax; home fax; other fax; facsimile; fax no; fax del trabajo; otro fax;
fax trabajo; nº fax; número de fax; fax particular; 传真; 传真号码; 商务传真; 住宅传真; 其他传真; 公司传真; 传真号; 傳真; 傳真號碼; 商務傳真; 公司傳真""",
    "phone:pager": "pager; buscapersonas; localizador; 寻呼机; 呼叫器",
    "wechat": """
wechat; we chat; wechat id; wechat number; weixin; weixin id; wechat account; wechat/微信; 微信; 微信号; 微信号码; 微信帐号; 微信账号;
微信id; 微信號; 微信帳號; id de wechat; usuario wechat; 微信/wechat""",
    "website": """
website; web site; web; web page; webpage; website url; url; homepage; home page; business home page; company website;
site; company domain name; domain; website value; personal web page; página web; sitio web; web empresa; dirección web;
página; pág. web; url web; 网站; 网址; 官网; 公司网站; 公司网址; 主页; 网页; 公司主页; 網站; 網址; 官網; 網頁; 公司網址; 公司網站""",
    "address": """
address; full address; postal address; mailing address; business address; company address; office address;
address formatted; location; street address line; registered address; work address;
dirección; domicilio; dirección postal; dirección completa; domicilio social; dirección fiscal; dirección empresa;
dirección de la empresa; domicilio fiscal; ubicación; señas; dirección del trabajo;
地址; 公司地址; 联系地址; 详细地址; 单位地址; 办公地址; 客户地址; 通讯地址; 收货地址; 注册地址; 通信地址; 经营地址; 企业地址; 送货地址;
詳細地址; 聯絡地址; 通訊地址; 客戶地址; 單位地址; 辦公地址; 送貨地址""",
    "street": """
street; street address; address line; address line 1; address line 2; address 2; address1; address2; address street; address extended address;
business street; calle; calle y número; billing street; mailing street; calle del trabajo; vía;
dirección calle; dirección línea 1; dirección línea 2; direccion 2; calle/número; 街道; 街道地址; 商务地址 街道; 公司街; 商務地址 街道;
公司街道; 门牌号; 路名""",
    "po_box": """
po box; p.o. box; address po box; business po box; apartado; apartado de correos; apartado postal;
apartado postal de la dirección del trabajo; 邮政信箱; 商务地址 - 邮箱; 郵政信箱""",
    "city": """
city; town; city/town; locality; business city; address city; mailing city; billing city; ciudad; población;
localidad; municipio; ciudad de trabajo; ciudad del trabajo; dirección ciudad; dirección población; 城市; 市; 所在城市; 市/县; 县市;
商务地址 市/县; 公司市/鎮; 縣市; 商務地址 市/縣""",
    "state": """
state; province; address region; state/region; state/province; business state; county; mailing state/province; billing state/province; billing state;
provincia; estado/provincia; provincia o estado de trabajo; provincia o estado del trabajo; departamento/estado;
comunidad autónoma; dirección provincia; 省; 省份; 所在省份; 省/市; 省市; 省/自治区; 省/市/自治区; 商务地址 省/市/自治区; 公司州/省; 商務地址 省/市""",
    "postcode": """
postal code; postcode; post code; zip; zip code; address postal code; zip/postal code; business postal code;
mailing zip/postal code; billing zip/postal code; billing postal code; código postal; c.p.; cp; cód. postal; cod postal; código postal del trabajo; d.p.; 邮编; 邮政编码;
商务地址 邮政编码; 郵遞區號; 公司郵遞區號; 郵編; 商務地址 郵遞區號""",
    "country": """
country; country/region; address country; business country/region; business country; nation; mailing country; billing country;
país; país/región; país o región del trabajo; país o región; dirección país; 国家; 国家/地区; 国别; 所在国家; 商务地址 国家/地区; 國家;
國家/地區; 公司國家/地區; 國別""",
    "other:street": "other street; other address; otra calle; otra dirección; 其他地址; 其他地址 街道",
    "other:city": "other city; otra ciudad; 其他地址 市/县",
    "other:state": "other state; otra provincia o estado; 其他地址 省/市/自治区",
    "other:postcode": "other postal code; otro código postal; 其他地址 邮政编码",
    "other:country": "other country/region; other country; otro país o región; 其他地址 国家/地区",
    "home:street": "home street; home address; calle del domicilio; calle particular; 住宅地址 街道; 家庭地址; 住宅地址; 住家街; 家庭住址",
    "home:city": "home city; ciudad del domicilio; ciudad de residencia; ciudad particular; 住宅地址 市/县; 住家市/鎮",
    "home:state": "home state; provincia o estado del domicilio; provincia o estado de residencia; 住宅地址 省/市/自治区; 住家州/省",
    "home:postcode": "home postal code; código postal del domicilio; código postal de residencia; 住宅地址 邮政编码; 住家郵遞區號",
    "home:country": "home country/region; home country; país o región del domicilio; 住宅地址 国家/地区; 住家國家/地區",
    "region": """
region; area; territory; sales region; sales area; zone; market; región; zona; territorio; zona comercial; mercado;
地区; 区域; 大区; 所属地区; 所属区域; 销售区域; 市场; 片区; 所在地区; 地區; 區域; 所屬地區; 銷售區域""",
    "industry": """
industry; sector; line of business; business; vertical; branch; industry type; sector de actividad; actividad; ramo;
industria; actividad económica; giro; rubro; 行业; 所属行业; 客户行业; 行业类别; 行业分类; 主营业务; 行業; 所屬行業; 產業; 產業別""",
    "category": """
category; customer type; account type; client type; customer category; type; type of customer; contact type; segment;
categoría; tipo; tipo de cliente; tipo cliente; clase; segmento; categoría de cliente; clasificación;
类别; 客户类型; 客户类别; 客户分类; 类型; 客户性质; 分类; 類別; 客戶類型; 客戶類別; 分類; 客戶分類""",
    "size": """
size; company size; employees; number of employees; no. of employees; headcount; staff; tamaño; tamaño empresa;
tamaño de la empresa; empleados; número de empleados; nº empleados; plantilla; 规模; 公司规模; 人数; 企业规模; 员工人数; 员工数; 人员规模; 規模;
公司規模; 員工人數""",
    "grade": """
grade; rating; priority class; abc; customer grade; customer rating; class; customer level; level; rank; grado;
calificación; valoración; nivel; nivel de cliente; rango; 等级; 客户等级; 客户级别; 级别; 评级; 重要程度; 星级; 重要性; 等級; 客戶等級; 客戶級別; 級別""",
    "needs": """
needs; requirement; requirements; interest; interests; interested in; product interest; demand; products of interest;
enquiry; inquiry; necesidades; necesidad; interés; intereses; interesado en; productos de interés; requerimientos;
需求; 客户需求; 意向产品; 需求描述; 采购需求; 需求产品; 感兴趣的产品; 产品需求; 意向; 客戶需求; 意向產品; 產品需求""",
    "source": """
source; lead source; original source; origin; channel; how did you hear about us; customer source; acquired via;
origen; fuente; procedencia; canal; origen del cliente; origen del contacto; cómo nos conoció; captación;
来源; 客户来源; 线索来源; 渠道; 来源渠道; 获客渠道; 來源; 客戶來源; 管道; 通路""",
    "owner": """
owner; account owner; sales rep; rep; salesperson; sales person; account manager;
sales manager; assigned to; assigned user; responsible; sales; salesman; record owner; lead owner;
comercial; vendedor; responsable; agente; propietario; asignado a; gestor; ejecutivo; comercial asignado;
responsable comercial; agente comercial; delegado; asesor; representante; vendedor asignado;
负责人; 业务员; 销售员; 跟进人; 所属销售; 销售; 客户经理; 销售代表; 销售人员; 销售负责人; 所有者; 归属人; 客户负责人; 业务经理; 负责销售; 跟单员; 责任人; 所属人;
負責人; 業務員; 業務; 銷售員; 跟進人; 客戶經理; 業務人員; 銷售人員; 業務負責人""",
    "owner:picked": """
contact owner; company owner; hubspot owner; propietario del contacto; propietario de la empresa;
propietario de hubspot; 联系人负责人; 联系人所有者; 公司所有者""",
    "stage": """
stage; customer stage; pipeline stage; sales stage; etapa; fase; etapa del cliente; fase de venta;
阶段; 客户阶段; 销售阶段; 跟进阶段; 生命周期; 階段; 客戶階段; 銷售階段""",
    "lifecycle": "lifecycle stage; etapa del ciclo de vida; fase del ciclo de vida; 生命周期阶段; 生命週期階段",
    "tags": """
tags; tag; labels; label; keywords; groups; group; categories; group membership; etiquetas; etiqueta; categorías;
palabras clave; grupos; grupo; 标签; 客户标签; 关键词; 分组; 标记; 群组; 組別; 標籤; 客戶標籤; 關鍵字; 群組""",
    "note": """
note; notes; remark; remarks; comment; comments; description; memo; observations; additional info; about us;
notas; nota; observaciones; observación; comentarios; comentario; descripción; anotaciones; obs; obs.; observac; otros datos;
备注; 附注; 说明; 备注信息; 注释; 描述; 其他; 备忘; 备注说明; 客户备注; 備註; 附註; 說明; 備注; 記事; 備忘""",
    "created_at": """
created at; created; created on; create date; created date; date created; creation date; date added; added on; since;
added; customer since; entry date; registration date; first contact; first contact date;
fecha de alta; fecha alta; alta; fecha de creación; fecha creación; fecha de registro; creado el; creado; cliente desde;
fecha de captación; fecha de incorporación; fecha de entrada; f. alta; f.alta; fecha 1er contacto;
创建时间; 创建日期; 录入时间; 录入日期; 添加时间; 建档日期; 登记日期; 登记时间; 建档时间; 加入时间; 开户日期; 首次联系日期; 首次接触时间;
建立時間; 建立日期; 創建時間; 創建日期; 登記日期; 建檔日期; 新增日期""",
    "birthday": """
birthday; date of birth; birth date; dob; birthdate; cumpleaños; fecha de nacimiento; fecha nacimiento; f. nacimiento;
生日; 出生日期; 出生年月; 出生年月日; 联系人生日""",
    "archived_at": "archived at; archived; archived on; fecha de baja; fecha baja; baja; 归档日期; 归档时间; 封存日期; 歸檔日期",
}

DATE = "date; at; fecha; día; day; when; 日期; 时间; 時間; fecha y hora; date and time; date time; datetime; 日期时间; 日期時間"
AMOUNT = """
amount; total; total amount; value; sum; amount total; grand total; net amount; gross amount; importe; importe total;
valor; monto; con iva; iva incluido; total importe; monto total; cantidad (€); importe neto; 金额; 总金额; 总额; 合计金额; 价税合计; 含税金额; 含税; 金額; 總金額; 總額;
合計金額; 總價; 总价"""
CURRENCY = "currency; currency code; cur; ccy; moneda; divisa; 币种; 货币; 币别; 貨幣; 幣別; 幣種"
REP = (
    PARTY["owner"]
    + "; done by; logged by; visited by; realizado por; hecho por; visitante; 拜访人; 跟进人员; 记录人; 拜訪人; 经办人; 经手人"
)

ACTIVITY = {
    "at": DATE
    + """; activity date; visit date; call date; date of visit; contact date; follow up date; meeting date;
date of contact; fecha de visita; fecha visita; fecha de la visita; fecha de contacto; fecha actividad;
fecha de la actividad; fecha de llamada; 拜访日期; 拜访时间; 跟进日期; 跟进时间; 联系日期; 联系时间; 活动日期; 回访日期; 沟通时间; 沟通日期;
拜訪日期; 跟進日期; 聯絡日期; 活動日期""",
    "customer": CUSTOMER,
    "kind": """
kind; type; activity; activity type; type of activity; type of contact; channel; contact type; method;
tipo; tipo de actividad; tipo de contacto; actividad; tipo de visita; canal; medio; acción;
类型; 跟进方式; 拜访方式; 联系方式; 活动类型; 跟进类型; 沟通方式; 方式; 拜访类型; 類型; 跟進方式; 拜訪方式; 聯絡方式; 活動類型""",
    "text": """
text; subject; notes; note; summary; details; description; comment; comments; result; outcome; what; content; remarks;
report; minutes of meeting; purpose; discussion; feedback; conclusion; conclusions; objetivo; conclusiones; texto; asunto; notas; resumen; detalle; detalles; descripción; comentarios; comentario;
resultado; contenido; observaciones; informe; qué; motivo;
内容; 跟进内容; 拜访内容; 沟通内容; 记录; 跟进记录; 拜访记录; 备注; 摘要; 结果; 客户反馈; 沟通结果; 拜访目的; 拜访结果; 主要内容; 情况; 跟进情况; 拜访情况; 说明; 描述; 主题; 內容; 跟進內容; 拜訪內容; 備註;
紀錄; 記錄; 拜訪記錄; 跟進記錄""",
    "rep": REP,
    "contact": PARTY["contact"],
    "minutes": "minutes; duration; duration minutes; mins; min; minutos; duración; duración en minutos; 时长; 分钟; 分钟数; 时长分钟; 時長; 分鐘",
    "cost": "cost; expense; expenses; costs; coste; costo; gasto; gastos; 费用; 花费; 成本; 开支; 費用; 花費",
    "currency": CURRENCY,
    "next": """
next; next step; next action; next follow up; follow up; to do; próximo paso; siguiente paso; próxima acción;
siguiente acción; seguimiento; pendiente; 下一步; 下一步计划; 下步计划; 下次跟进; 后续计划; 跟进计划; 下次计划; 下一步計劃; 後續計畫; 跟進計畫""",
    "next_at": """
next date; next step date; next action date; next follow up date; next contact; next contact date; next visit;
next visit date; next call; next call date; next meeting; next meeting date; reminder; reminder date;
fecha próxima; próxima fecha; fecha próximo paso; fecha próximo contacto; fecha próxima acción; fecha próxima visita;
fecha de seguimiento; fecha seguimiento; próximo contacto; próxima visita; próxima llamada; recordatorio;
下次跟进时间; 下次跟进日期; 下次联系时间; 下次联系日期; 下次拜访时间; 下次拜访日期; 下次回访时间; 下次回访日期; 计划跟进时间; 提醒时间;
下次跟進時間; 下次跟進日期; 下次聯絡時間; 下次聯絡日期; 下次拜訪日期; 提醒時間""",
}

ORDER = {
    "code": """
code; order code; order no; order number; order id; order #; order; po; po number; purchase order; invoice;
invoice no; invoice number; contract no; contract number; reference; ref; number; no; deal name; deal; quote number;
código; nº pedido; número de pedido; pedido; núm. pedido; no. pedido; n.º de pedido; nº de pedido; factura; nº factura;
número de factura; referencia; nº contrato; número; nº; código pedido; albarán; n. pedido; num pedido; n pedido;
n factura; nro pedido; nro factura;
so number; so no; sales order; sales order number; document number; nº documento; nº albarán;
订单号; 订单编号; 合同号; 合同编号; 单号; 编号; 销售单号; 发票号; 单据编号; 销售订单号; 订单; po号; 訂單號; 訂單編號; 合約編號; 單號; 編號; 訂單""",
    "customer": CUSTOMER + "; bill to; billed to; sold to; facturado a; facturar a",
    "at": DATE
    + """; order date; ordered at; ordered on; date ordered; invoice date; contract date; close date; sale date;
fecha pedido; fecha de pedido; fecha del pedido; fecha factura; fecha de factura; fecha venta; fecha de venta;
fecha de compra; f. pedido; f. factura; fecha contrato;
下单日期; 订单日期; 下单时间; 订单时间; 签单日期; 合同日期; 签约日期; 成交日期; 销售日期; 签订日期; 单据日期; 开单日期; 下單日期; 訂單日期; 簽約日期; 成交日期; 銷售日期""",
    "amount": AMOUNT
    + """; order amount; order total; order value; invoice amount; sales amount; price; deal amount; sales;
net value; invoice total; line total; importe con iva; total con iva;
importe pedido; importe del pedido; total pedido; importe factura; total factura; ventas; precio; precio total;
订单金额; 合同金额; 成交金额; 销售额; 销售金额; 订单总额; 合同总额; 货款; 下单金额; 訂單金額; 合約金額; 成交金額; 銷售額; 銷售金額""",
    "currency": CURRENCY,
    "sample": "sample; sample order; is sample; muestra; es muestra; pedido de muestra; 样品; 样品单; 是否样品; 样单; 樣品; 是否樣品",
    "rep": REP,
    "due": """
due; due date; payment due; payment due date; due on; date due; maturity; vencimiento; fecha vencimiento;
fecha de vencimiento; fecha de pago prevista; vence; f. vto; fecha vto; vto; f. vencimiento; 到期日; 到期日期; 付款日期; 应收日期; 付款期限; 应付日期; 约定付款日期; 到期日期; 應收日期; 付款期限""",
    "instalments": "instalments; installments; payment plan; payment schedule; plazos; cuotas; plan de pagos; 分期; 付款计划; 分期付款; 付款計畫",
    "note": PARTY["note"],
    "cancelled_at": """
cancelled at; canceled at; cancelled; canceled; cancelled on; cancellation date; anulado; fecha de anulación;
fecha anulación; cancelado; fecha de cancelación; anulado el; 取消日期; 作废日期; 取消时间; 作廢日期; 取消時間""",
    "status": """
status; order status; order state; deal stage; estado; estado pedido; estado del pedido; situación;
estado factura; etapa del negocio; 状态; 订单状态; 合同状态; 单据状态; 狀態; 訂單狀態""",
    "cancel_reason": """
cancel reason; cancellation reason; reason for cancellation; motivo anulación; motivo de anulación;
motivo de cancelación; 取消原因; 作废原因; 作廢原因""",
}

PAYMENT = {
    "customer": CUSTOMER + "; payer; pagador; ordenante; 付款方; 付款单位; 付款人; 付款單位",
    "order": ORDER["code"]
    + "; for order; paid order; del pedido; 对应合同号; 对应订单号; 关联合同; 对应订单; 关联订单; 对应合同; 對應訂單",
    "instalment": "instalment; installment; plazo; cuota; 期数; 期次; 分期; 第几期; 期數",
    "at": DATE
    + """; paid at; paid on; payment date; date paid; received on; date received; received at; value date;
fecha pago; fecha de pago; fecha cobro; fecha de cobro; fecha valor; f. cobro; f. pago; cobrado el;
回款日期; 收款日期; 到账日期; 付款日期; 回款时间; 收款时间; 到账时间; 到帐日期; 入账日期; 收款日; 到帳日期; 回款時間; 入帳日期""",
    "amount": AMOUNT
    + """; paid; amount paid; payment amount; payment; received; amount received; cobrado; importe cobrado; pagado;
importe pagado; cobro; pago; 回款金额; 收款金额; 到账金额; 付款金额; 实收金额; 回款; 收款; 本次回款; 收款額; 回款金額; 收款金額; 到帳金額; 實收金額""",
    "currency": CURRENCY,
    "note": PARTY["note"],
}

# Words under which a line of a spreadsheet adds others up.
TOTALS = """
total; totals; total general; grand total; sum; sub total; subtotal; overall total; suma; suma total; sumas; totales;
suma y sigue; importe total; total importe; total a pagar; total acumulado; 合计; 总计; 小计; 共计; 总和; 总额; 合計; 總計; 小計; 共計; 累计;
本页合计; 本页小计; 累計; total final; page total; total página
"""
