#!/bin/sh
# A firm comes with its spreadsheets, and can leave with everything.
# Works in a throw-away database unless CRM_DB names one.
set -eu
cd "$(dirname "$0")"
place=$(mktemp -d)
CRM_DB=${CRM_DB:-$place/crm.db}
export CRM_DB

# Bad rows come back beside the file they came from: work on copies. Exit code 6 says that there were some.
cp sheets/*.csv "$place"
crm import customers "$place/clientes.csv" --keep-unknown || test $? -eq 6
crm import customers "$place/kehu.csv"

# Orders lead their customers through the stages, by the days of the orders.
crm import orders "$place/pedidos.csv"
crm history ibarra --format csv --fields at,what

# The same file again changes nothing.
crm import orders "$place/pedidos.csv" --format csv --fields id,result

# Everything out, and into another file: the same bytes.
crm export customers --excel > "$place/customers.csv"
crm export --all "$place/out"
crm --db "$place/copy.db" import "$place/out"
crm --db "$place/copy.db" export --all "$place/again"
diff -r "$place/out" "$place/again" && echo "the same"
