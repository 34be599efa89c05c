"""The ends of hosts."""

TLDS = frozenset(
    """
    com net org info biz edu gov mil int eu io co me tv cc ai app dev shop store online site tech xyz pro top vip club cloud agency studio design group ltd company solutions consulting legal law
    coop cat gal eus wine vin bio eco farm restaurant hotel travel photo photography art gallery health dental clinic care energy systems digital media global international world works build construction
    engineering expert finance fund capital services support team tools berlin hamburg koeln wien bayern ruhr swiss paris bzh london nyc amsterdam archi immo haus asia
    cn hk tw mo jp kr sg my th vn id ph in pk bd lk np mm kh la mn kz uz ae sa qa kw bh om jo lb il ir iq tr ge am az
    es mx ar cl pe ve ec uy py bo cr pa gt sv hn ni do cu pr br pt us ca gb uk ie au nz za ng ke gh tz ug eg ma tn dz sn ci cm et mu
    de at ch fr be lu nl it li mc mt ad pl cz sk hu ro bg gr hr si rs ba mk al me ua by ru lt lv ee fi se no dk is cy su
    """.split()
)
# Ends that are words too: a sentence without a blank after its dot looks like a host.
WORDLIKE = frozenset(
    "de la in it is at to me no so do us be am my as al in co pro top es ar st ch ai id by law art int care team works ma mu io tv group company ltd sa pa".split()
)
