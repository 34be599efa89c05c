"""What firms call the columns of their order lines, products and expenses: English, Spanish, Chinese."""

from crmcli.exchange.sheet.words import AMOUNT, CURRENCY, CUSTOMER, ORDER, PARTY, REP

_PRODUCT = """
product; product code; product id; product no; product number; item; item code; item no; item number; item id; sku;
stock code; stockcode; part number; part no; article; article no; article number; article code; material;
material number; code; reference; ref; model; producto; código producto; código de producto; código artículo;
código de artículo; cód. artículo; cod. art.; artículo; referencia; ref.; código; cód.; modelo; id producto;
产品编号; 产品编码; 产品代码; 产品型号; 物料编码; 物料号; 物料编号; 商品编码; 商品编号; 商品代码; 货号; 存货编码; 料号; 型号;
產品編號; 產品型號; 商品編號; 貨號; 料號; 型號; 编号; 编码"""

_UNIT = (
    "unit; uom; unit of measure; units of measure; unidad; ud; ud.; um; u.m.; unidad de medida; 单位; 计量单位; 單位"
)

# The codes of customers name somebody here only where no column has the names.
LINE = {
    "order": """
order; order code; order no; order number; order id; order #; invoice; invoice no; invoice number; invoice id; po;
po number; sales order; so number; so no; document; document number; document no; transaction; transaction id; bill no;
receipt no; ticket; ticket no; contract no; contract number; pedido; nº pedido; número de pedido; núm. pedido;
no. pedido; n.º de pedido; nº de pedido; código pedido; código de pedido; factura; nº factura; número de factura;
nº documento; documento; albarán; nº albarán; n pedido; num pedido; nro pedido; n factura; nro factura;
订单号; 订单编号; 合同号; 合同编号; 单号; 销售单号; 发票号; 发票号码; 单据编号; 单据号; 销售订单号; 订单; 訂單號; 訂單編號; 單號; 發票號碼""",
    "customer": CUSTOMER
    + """; customer id; customer code; customer no; customer number; client id; client code; account no; account number;
id cliente; código cliente; código de cliente; cód. cliente; nº cliente; 客户编号; 客户代码; 客户编码; 客戶編號;
bill to; sold to; facturado a""",
    "at": ORDER["at"] + "; transaction date; transaction time; date of sale; document date; fecha documento",
    "product": _PRODUCT,
    "text": """
description; product description; product name; item name; item description; line description; name; article name;
details; descripción; descripción artículo; nombre producto; nombre del producto; nombre artículo; denominación;
concepto; detalle; 产品名称; 商品名称; 品名; 物料名称; 存货名称; 货品名称; 描述; 产品; 商品; 名称; 產品名稱; 商品名稱; 品名規格""",
    "qty": """
quantity; qty; q'ty; qty.; quantity ordered; qty ordered; quantity sold; order quantity; units; units sold; pieces; pcs;
cantidad; cant; cant.; cantidad pedida; unidades; uds; uds.; piezas; 数量; 件数; 销售数量; 订购数量; 订货数量; 數量; 訂購數量""",
    "unit": _UNIT,
    "price": """
price; unit price; price each; price per unit; item price; sales price; selling price; net price; rate; unit cost;
precio; precio unitario; precio unidad; p. unitario; p.u.; pvp; precio venta; precio neto; precio ud.;
单价; 销售单价; 含税单价; 成交单价; 产品单价; 单位价格; 價格; 單價; 价格""",
    "amount": AMOUNT
    + """; line total; line amount; extended price; extended amount; subtotal; sub total; sales; net sales; revenue;
importe línea; total línea; importe bruto; 小计; 行金额; 销售额; 销售金额; 小計""",
    "currency": CURRENCY,
    "rep": REP,
}

PRODUCT = {
    "code": _PRODUCT,
    "name": """
name; product name; item name; description; product description; item description; article name; title; nombre;
nombre producto; nombre del producto; descripción; denominación; 产品名称; 商品名称; 品名; 物料名称; 存货名称; 名称; 描述; 產品名稱;
商品名稱; 名稱; 产品; 商品""",
    "unit": _UNIT,
    "group": """
group; product group; category; product category; family; product family; product line; class; type; grupo; familia;
familia de producto; categoría; línea; línea de producto; tipo; 类别; 产品类别; 分类; 产品分类; 商品分类; 产品线; 系列; 類別; 產品類別; 分類""",
    "list_price": """
list price; price; unit price; catalogue price; catalog price; retail price; rrp; msrp; sales price; selling price;
standard price; precio; precio de lista; precio lista; tarifa; pvp; precio venta; precio de venta; precio unitario;
precio tarifa; 单价; 标价; 目录价; 列表价; 销售单价; 销售价; 零售价; 价格; 標價; 單價; 售價; 价目""",
    "floor_price": """
floor price; floor; minimum price; min price; lowest price; ex works; ex works price; exw; exw price; factory price;
precio mínimo; precio suelo; precio fábrica; precio de fábrica; precio ex works; 底价; 最低价; 出厂价; 最低售价; 出廠價; 底價; 最低價""",
    "cost": """
cost; unit cost; cost price; purchase price; standard cost; buy price; coste; costo; precio coste; precio de coste;
precio compra; coste unitario; 成本; 成本价; 单位成本; 进价; 采购价; 成本單價; 成本價; 進價""",
    "currency": CURRENCY,
    "since": "since; valid from; effective from; from; price date; desde; válido desde; vigente desde; 生效日期; 起始日期; 生效日",
    "note": PARTY["note"],
}

# What an expense is called by nobody who means anything else.
EXPENSE_KIND = """
expense type; expense kind; expense category; type of expense; tipo de gasto; categoría de gasto; clase de gasto;
费用类型; 费用类别; 费用科目; 报销类型; 费用项目; 費用類型; 費用類別; 費用科目"""

EXPENSE = {
    "at": ORDER["at"]
    + "; expense date; spent on; spent at; date of expense; fecha gasto; fecha de gasto; 费用日期; 发生日期; 报销日期; 費用日期",
    "amount": AMOUNT
    + "; expense; expense amount; spent; gasto; importe gasto; coste; cost; 费用; 费用金额; 报销金额; 費用金額",
    "currency": CURRENCY,
    "kind": EXPENSE_KIND + "; kind; type; category; concept; tipo; categoría; concepto; 类型; 类别; 科目; 類型; 類別",
    "payer": "payer; paid by; paid with; payment method; pagado por; pagado con; 付款方; 支付方式; 公司/个人; 公私; 付款方式",
    "rep": REP + "; employee; spent by; claimant; empleado; solicitante; 报销人; 员工; 报销人员; 員工",
    "customer": CUSTOMER,
    "order": LINE["order"],
    "region": PARTY["region"],
    "text": """
description; text; note; notes; comment; details; purpose; reason; merchant; descripción; notas; detalle; motivo;
observaciones; 说明; 备注; 事由; 摘要; 用途; 描述; 說明; 備註; 事由""",
    "receipt": "receipt; receipt no; receipt number; invoice no; ticket; recibo; nº recibo; justificante; 发票号; 票据号; 收据号; 發票號",
}
