"""Words of job titles and of departments."""

# A word by which a Latin line is a title, wherever it stands in it.
TITLE_WORDS = frozenset(
    """
    practitioner practitioners liaison clerk steward mediator arbitrator conveyancer valuer negotiator assessor examiner scheduler expediter rigger welder machinist fitter turner driller moderator facilitator provider helper carer caregiver nanny governess patrocinante cassazionista mediatrice marshal warden ranger curate elder bishop abbot abbess prior prioress tostador barista baristas catador cataratologo maestra pizzero cervecero destilador sakichef itamae cashier teller usher porter bellhop valet chauffeur driver courier postman postmaster harbourmaster stationmaster webmaster headmaster headmistress headteacher prop propr proprietrix propt educadora educador parvulos surgeon surgeons realtor realtors stylists groomer audiologist optician orthodontist endodontist periodontist prosthodontist hygienist paramedic phlebotomist radiographer dietitian nutritionist pathologist oncologist cardiologist dermatologist neurologist pediatrician paediatrician gynaecologist obstetrician anaesthetist anesthesiologist urologist radiologist ophthalmologist anthropologist archaeologist meteorologist hydrologist ecologist statistician quant trader stockbroker stevedore stockist wholesaler retailer furrier cobbler cooper farrier saddler stonemason mason bricklayer plasterer glazier roofer tiler decorator joiner cabinetmaker luthier potter weaver sculptor calligrapher engraver bookbinder puppeteer choreographer dancer actor actress comedian magician dj drummer singer songwriter organist cantor sexton verger chaplain bailiff magistrate sheriff constable sergeant lieutenant colonel major admiral commander quartermaster bosun skipper purser steward stewardess navigator planner expeditor storekeeper timekeeper gatekeeper groundskeeper zookeeper beekeeper shopkeeper innkeeper publican landlord landlady farmer grower rancher forester logger trapper fisherman fishmonger butcher greengrocer grocer confectioner chocolatier patissier
    manager director directors engineer officer president vice vp svp evp avp ceo cto cfo coo cmo cio cpo cro cso chro chairman
    chairwoman chairperson founder cofounder owner coowner partner principal consultant advisor adviser attorney lawyer
    solicitor barrister counsel counsellor counselor paralegal notary architect designer developer programmer analyst
    administrator coordinator supervisor executive assistant secretary specialist representative rep salesman
    salesperson agent broker buyer purchaser merchandiser merchandizer accountant auditor controller comptroller treasurer bookkeeper
    bursar
    technician mechanic operator foreman superintendent inspector planner strategist producer editor writer
    journalist reporter photographer videographer illustrator artist stylist chef sommelier baker barista
    winemaker brewer distiller
    physician surgeon dentist doctor nurse therapist physiotherapist psychologist psychiatrist veterinarian vet
    pharmacist optometrist chiropractor midwife professor lecturer teacher instructor trainer coach researcher
    scientist chemist biologist geologist physicist economist statistician curator librarian translator interpreter
    realtor appraiser surveyor contractor builder carpenter electrician plumber landscaper gardener florist
    recruiter headhunter marketer copywriter publicist spokesperson lead leader head chief superintendent dean
    rector provost chancellor ambassador consul attache minister councillor senator deputy commissioner
    trustee proprietor entrepreneur investor estimator dispatcher underwriter adjuster actuary
    captain pilot conductor composer musician scholar fellow intern trainee apprentice associate foreperson proofreader
    guide concierge host hostess housekeeper caretaker custodian buyer stockist importer exporter jeweller
    jeweler tailor goldsmith watchmaker restorer upholsterer blacksmith arborist agronomist horticulturist
    evangelist scrum owner-operator handyman tester auctioneer archivist conservator registrar
    residente asesoramiento maquilladora maquillador manicurista peluquera barbero barbera cosmetologa cosmetologo tatuador tatuadora masajista instructor instructora entrenador entrenadora monitor monitora maestra guia turistico operadora taxista chofer conductor conductora transportista cerrajero herrero herrera tapicero tapicera soldador soldadora tornero vidriero plomero plomera gasfiter gasista pintor pintora yesero techador jardinero jardinera paisajista sastre modista costurera zapatero marroquinero encuadernador impresor librero librera bibliotecaria bibliotecario archivera archivero museologa curador curadora restauradora restaurador antropologa antropologo arqueologa arqueologo historiador historiadora sociologa sociologo trabajadora trabajador politologa politologo filosofo filologa locutor locutora presentador presentadora actor actriz cantante cantautor musico musica pianista guitarrista bailarina bailarin coreografa coreografo productor productora realizador realizadora guionista camarografo editor editora corrector correctora escritor escritora poeta bombero policia comandante capitan sargento coronel general almirante piloto azafata sobrecargo tripulante marinero armador armadora patron estibador despachante aduanal aduanero tramitador tramitadora valuador valuadora tasador tasadora liquidador interventor interventora sindico registrador registradora fiscal juez jueza magistrado magistrada defensor defensora letrado letrada pasante becario becaria aprendiz oficial maestra repostera repostero pastelera pastelero panadera panadero chocolatera heladero carnicero carnicera charcutero pescadera frutero frutera verdulero florista viverista agricultora ganadera productora criadora criador domador adiestrador adiestradora cuidador cuidadora paseador radiologo radiologa anestesiologo anestesiologa urologo urologa neurologo neurologa neurocirujano neumologa neumologo oncologo oncologa otorrino otorrinolaringologo otorrinolaringologa reumatologo psiquiatra geriatra internista cirujano cirujana endocrinologo endocrinologa gastroenterologo gastroenterologa nefrologo hematologo infectologo patologo endodoncista periodoncista implantologo odontopediatra optometra audiologa audiologo fonoaudiologa fonoaudiologo quiropractico acupunturista homeopata naturista osteopata matrona obstetra partera doula paramedico rescatista laboratorista bacteriologa bacteriologo microbiologa microbiologo bioquimica bioquimico toxicologo regente
    gerente gerenta subgerente directora director subdirector subdirectora jefe jefa subjefe responsable encargado
    encargada ejecutivo ejecutiva asesor asesora asesores propietario propietaria dueno duena socio socia fundador
    fundadora cofundador cofundadora consejero consejera delegado delegada apoderado apoderada presidente presidenta
    vicepresidente vicepresidenta administrador administradora ingeniero ingeniera arquitecto arquitecta abogado
    abogada licenciado licenciada contador contadora contable tecnico tecnica coordinador coordinadora supervisor supervisora
    vendedor vendedora comercial representante agente corredor corredora analista asistente auxiliar secretaria
    secretario consultor consultora especialista medico medica odontologo odontologa dentista veterinario veterinaria
    psicologo psicologa fisioterapeuta enfermera enfermero farmaceutico farmaceutica profesor profesora docente
    investigador investigadora rector rectora decano decana notario notaria procurador procuradora perito gestor
    gestora disenador disenadora interiorista decorador decoradora fotografo fotografa periodista redactor redactora
    traductor traductora interprete cocinero cocinera chef sumiller enologo enologa bodeguero maestro maestra
    mecanico electricista fontanero carpintero albanil constructor promotor promotora tesorero tesorera
    comprador compradora operador operadora capataz mayordomo titular gobernador alcalde concejal diputado
    agronomo agronoma economista auditor auditora programador programadora desarrollador desarrolladora
    nutricionista nutriologa nutriologo esteticista peluquera peluquero estilista florista martillero martillera
    escribano escribana topografo quimico quimica biologo biologa geologo geologa community podologa podologo
    mayorista distribuidor distribuidora cajera almacenista despachador logopeda terapeuta pediatra ginecologo
    ginecologa cardiologo cardiologa dermatologa dermatologo oftalmologo ortodoncista traumatologo
    artesano artesana ceramista orfebre joyero joyera luthier apicultor apicultora ganadero agricultor
    geschaftsfuhrende geschaftsfuhrender gesellschafterin komplementar komplementarin prokura handlungsbevollmachtigter handlungsbevollmachtigte bereichsleiter bereichsleiterin niederlassungsleiter filialleiter filialleiterin marktleiter werkleiter werksleiter produktionsleiter schichtleiter bauleiter bauleiterin polier obermonteur monteur kundenberater kundenberaterin kundenbetreuer kundenbetreuerin fachberater verkaufsberater verkaufsberaterin aussendienstmitarbeiter handelsvertreter handelsvertreterin generalvertreter vermogensberater versicherungsmakler makler maklerin immobilienmakler finanzwirt bilanzbuchhalter bilanzbuchhalterin buchhalter buchhalterin lohnbuchhalter controllerin revisor revisorin treuhander treuhanderin notariatsfachangestellte patentanwalt patentanwaltin syndikus justiziar richter richterin staatsanwalt oberarzt oberarztin chefarzt chefarztin assistenzarzt stationsarzt kinderarzt hausarzt augenarzt hautarzt frauenarzt hno kieferorthopade kieferorthopadin psychotherapeut psychotherapeutin psychologin psychologe logopade ergotherapeut podologe krankenpfleger pflegedienstleitung pflegedienstleiterin heimleiter heimleiterin erzieherin lehrer lehrerin rektor rektorin schulleiter schulleiterin studienrat lektor lektorin bibliothekar bibliothekarin archivar archivarin kurator kuratorin restauratorin kunstler kunstlerin bildhauer bildhauerin maler malerin musiker sanger schauspieler schauspielerin regisseur regisseurin kameramann tontechniker bankkaufmann industriekaufmann speditionskaufmann disponent disponentin lagerleiter lagerist fahrer fahrlehrer fahrlehrerin landwirt landwirtin forster forsterin gartner gartnerin florist floristin backer backerin konditor konditorin metzger koch kochin kuchenchef kuchenchefin restaurantleiter hoteldirektor hoteldirektorin sommeliere brauer braumeister brennmeister tischler schreiner schreinerin zimmermann zimmerer dachdecker elektriker elektrikerin installateur klempner heizungsbauer schlosser schlosserin goldschmied uhrmacher uhrmacherin optiker optikerin augenoptiker horakustiker friseur friseurin kosmetikerin visagistin bestatter schornsteinfeger kaminkehrer pastor pastorin diakon diakonin burgermeister burgermeisterin landrat stadtrat amtsleiter amtsleiterin dezernent dezernentin
    geschaftsfuhrer geschaftsfuhrerin geschaftsleiter geschaftsleitung leiter leiterin inhaber inhaberin vorstand
    prokurist prokuristin vertrieb vertriebsleiter verkaufsleiter einkaufer einkauferin berater beraterin referent
    referentin sachbearbeiter sachbearbeiterin ingenieur ingenieurin architekt architektin rechtsanwalt
    rechtsanwaltin fachanwalt fachanwaltin notarin steuerberater steuerberaterin wirtschaftsprufer arzt arztin facharzt facharztin
    zahnarzt zahnarztin tierarzt tierarztin apotheker apothekerin meister meisterin assistentin sekretarin
    projektleiter projektleiterin abteilungsleiter teamleiter teamleiterin entwickler entwicklerin techniker
    kaufmann kauffrau gesellschafter gesellschafterin bevollmachtigter prasident prasidentin vorsitzender
    vorsitzende bezirksleiter gebietsleiter aussendienst innendienst dozent dozentin redakteur redakteurin
    dolmetscherin ubersetzerin ubersetzer heilpraktikerin heilpraktiker physiotherapeutin hebamme wirt wirtin winzer winzerin
    kellermeister betriebsleiter beauftragter beauftragte sprecher sprecherin mitarbeiter mitarbeiterin
    sachverstandiger gutachter konditormeister tischlermeister
    topographe geometre geometres gerante cogerant cogerante dirigeant dirigeante directeurs fondateurs redacteurs chargees acheteurs ingenieurs secretaires standardiste hotesse receptionniste intendant intendante econome magasinier magasiniere cariste chauffeur chauffeuse livreur conducteur conductrice contremaitre chefs regisseur regisseuse metreur metreuse dessinateur dessinatrice projeteur urbaniste paysagiste decorateur decoratrice ebeniste charpentier couvreur plombier plombiere chauffagiste electricien electricienne macon maconne peintre carreleur serrurier serruriere ferronnier vitrier garagiste mecanicien mecanicienne carrossier tourneur fraiseur soudeur chaudronnier horloger horlogere bijoutier bijoutiere joaillier orfevre relieur imprimeur libraire bibliothecaire documentaliste archiviste conservateur conservatrice commissaire greffier magistrat juge procureur mandataire syndic liquidateur expertise actuaire courtier assureur banquier banquiere gerontologue cardiologue dermatologue ophtalmologue gynecologue pediatre radiologue chirurgienne dentiste orthodontiste orthophoniste orthoptiste opticien opticienne audioprothesiste podologue pedicure ergotherapeute dieteticien dieteticienne psychotherapeute psychiatre sage-femme aide-soignante ambulancier veterinaire viticulteur viticultrice agriculteur agricultrice maraichere eleveuse ostreiculteur fromager fromagere boucher bouchere charcutier poissonnier primeur epicier epiciere chocolatier chocolatiere glacier barman barmaid serveur serveuse hotelier hoteliere restauratrice traiteur caviste brasseur brasseuse distillateur tonnelier
    directeur directrice gerant gerante responsable chef cheffe ingenieure ingenieur pdg president presidente charge
    chargee conseiller conseillere commerciale commercial avocat avocate architecte associe associee fondateur
    fondatrice cofondateur cofondatrice assistante assistant attachee attache comptable expert experte notaire
    huissier medecin chirurgien dentiste infirmiere infirmier pharmacien pharmacienne kinesitherapeute
    osteopathe psychologue professeur professeure enseignant chercheur chercheuse consultante technicien technicienne
    vendeur vendeuse acheteur acheteuse coordinateur coordinatrice adjoint adjointe graphiste redactrice
    redacteur traductrice traducteur oenologue vigneron vigneronne maitre patron patronne delegue deleguee
    cuisinier patissier boulanger artisan gestionnaire representant representante courtier courtiere animateur
    resp responsabili dirigente coordinatore coordinatrice assistente receptionist magazziniere autista capocantiere capoufficio capofficina disegnatore disegnatrice sviluppatore programmatore sistemista analista revisore curatore curatrice restauratrice antiquario gallerista libraio libraia editore redattore redattrice giornalista fotoreporter regista attore attrice cantante musicista direttori insegnante maestro maestra preside rettore assessore sindaco consigliere consigliera deputato prefetto commissario maresciallo comandante medici chirurgo odontotecnico dentista ortodontista oculista cardiologo cardiologa dermatologo dermatologa ginecologo ginecologa pediatra psichiatra psicologo psicologa psicoterapeuta logopedista fisioterapista ostetrica infermiere infermiera farmacista veterinario veterinaria biologo biologa chimico geologo geologa agronomo agronoma viticoltore viticoltrice allevatore apicoltore casaro panettiere pasticcere pasticcera gelataio barista cameriere macellaio salumiere fornaio orafo orafa gioielliere orologiaio liutaio tappezziere imbianchino muratore piastrellista fabbro saldatore tornitore meccanico carrozziere gommista elettrauto giardiniere fiorista fioraio vivaista acconciatore acconciatrice barbiere estetista tatuatore broker mediatore agenti promotore assicuratore
    direttore direttrice responsabile titolare amministratore amministratrice delegato delegata consulente architetto
    avvocato avvocata geometra ingegnere socio socia addetto addetta impiegato impiegata segretaria segretario commercialista
    ragioniere notaio medico dottore professore professoressa ricercatore ricercatrice tecnico agente venditore
    presidente vicepresidente fondatore fondatrice capo capoarea progettista designer perito enologo cuoco
    chef restauratore restauratrice rappresentante contabile acquisti
    subgerente gerentes chefia proprietaria dona dono gestor gestora vice-presidente vice-diretora engenheiros representante promotora promotor atendente recepcionista secretario auxiliar operador operadora motorista mecanico eletricista encanador pedreiro marceneiro carpinteiro serralheiro pintor pintora jardineiro costureira alfaiate sapateiro ourives joalheiro relojoeiro padeiro confeiteiro cozinheiro cozinheira acougueiro garcom barista cervejeiro vinicultor agricultor agricultora pecuarista apicultor medico medicos cirurgia cirurgiao cirurgia-dentista ortodontista fonoaudiologa fonoaudiologo terapeuta veterinario farmaceutica farmaceutico biomedica biomedico biologa biologo quimico quimica geologa geologo professor pedagoga pedagogo diretor-geral reitor reitora vereador vereadora deputado deputada prefeito prefeita juiz juiza promotor defensora tabeliao tabelia perito perita jornalista fotografo fotografa publicitario publicitaria redator redatora cineasta ator atriz cantor cantora musico musicista artista escultor escultora esteticista cabeleireiro cabeleireira manicure maquiadora personal
    diretor diretora socio socia fundador fundadora proprietario proprietaria engenheiro engenheira arquiteto arquiteta
    advogado advogada analista coordenador coordenadora supervisora vendedora vendedor consultora assessor assessora
    contador contadora encarregado encarregada chefe tecnologo tecnica medica dentista psicologa nutricionista
    fisioterapeuta enfermeira professora pesquisador pesquisadora superintendente conselheiro assistente estagiario
    corretor corretora despachante enologa sommelier designer desenvolvedor desenvolvedora administradora comprador
    veterinaria tesoureiro secretaria presidenta mestre confeiteira responsavel
    inkoopster verkoopster aannemer projectontwikkelaar vestigingsmanager vestigingsleider afdelingshoofd teamleider productieleider bedrijfskundige bedrijfsarts fysiotherapeute tandprotheticus mondhygieniste apotheker verloskundige psycholoog psychotherapeut therapeut logopedist dierenarts rechter griffier deurwaarder curator accountant belastingadviseur administrateur boekhoudster secretaresse officemanager receptioniste planner magazijnmeester chauffeur monteur installateur electricien lasser metselaar stukadoor dakdekker schrijnwerker meubelmaker smid bakker slager visboer kaasmaker wijnmaker brouwer tuinder boer boerin boomkweker bloemist fotografe journalist redacteur redactrice uitgever schrijver schrijfster kunstenaar kunstenares beeldhouwer muzikant dirigent predikant pastoor burgemeester wethouder raadslid gedeputeerde schepen
    directeur directrice eigenaar eigenaresse vennoot hoofd leider adviseur adviseuse medewerker medewerkster
    vertegenwoordiger advocaat notaris architect ingenieur verkoper inkoper zaakvoerder bestuurder bedrijfsleider
    projectleider accountmanager tandarts huisarts dierenarts makelaar boekhouder oprichter voorzitter
    beheerder onderzoeker vertaler tolk hoogleraar docent ontwerper ondernemer kok
    dzialu eksportu handlowy handlowa handlowca prokurent prokurentka pelnomocnik czlonek czlonkini wiceprezeska dyrektorka zastepca glowny glowna samodzielny mlodszy starszy referent referentka sekretarka recepcjonistka magazynier kierowca spedytor spedytorka logistyk informatyk programista programistka administrator grafik technolog konstruktor monter mechanik serwisant elektryk spawacz stolarz cukiernik piekarz kucharz rzeznik rolnik sadownik ogrodnik weterynarz dentysta ortodonta pediatra kardiolog dermatolog okulista ginekolog fizjoterapeuta fizjoterapeutka psycholog psychoterapeuta dietetyk dietetyczka farmaceuta farmaceutka pielegniarka polozna nauczyciel nauczycielka rektor dziekan burmistrz wojt starosta radny posel proboszcz posrednik posredniczka agentka broker ubezpieczeniowy rewident biegly aplikant komornik sedzia prokurator
    kierownik kierowniczka dyrektor prezes wiceprezes specjalista specjalistka wlasciciel wlascicielka inzynier doradca
    przedstawiciel przedstawicielka handlowiec ksiegowa ksiegowy adwokat radca prawny architekt lekarz stomatolog
    notariusz zarzadu konsultant konsultantka asystentka asystent koordynator koordynatorka mistrz brygadzista
    projektant projektantka wspolnik zalozyciel zalozycielka rzeczoznawca profesor adiunkt tlumacz tlumaczka
    mudur muduru mudurlugu mudurun uzman uzmani yonetici yoneticisi temsilci temsilcisi sorumlu sorumlusu danisman danismani baskan
    baskani yardimcisi avukat muhendis muhendisi genel kurucu ortak ortagi sahibi mimar doktor hekim dis eczaci
    muhasebeci koordinatoru koordinator sefi sef asistani asistan satis direktoru direktor uyesi
    inkopschef ekonomichef personalchef hr-chef marknadschef exportchef driftschef fabrikschef produktionschef lagerchef verksamhetschef enhetschef avdelningschef butikschef kontorschef omradeschef regionchef kundansvarig projektansvarig saljchef innesaljare utesaljare redovisningskonsult revisor jurist bitradande overlakare specialistlakare barnmorska sjukskoterska psykoterapeut logoped optiker apotekare veterinar rektor larare forskare lektor docent snickare elektriker rormokare malare murare bagare konditor slaktare kock krogare lantbrukare skogsmastare fastighetsmaklare maklare styrelseordforande forlaggare redaktor direktor administrerende okonomichef okonomisjef personalesjef innkjopssjef markedschef eksportchef eksportsjef produktionschef produksjonssjef lagersjef kvalitetschef kvalitetssjef afdelingschef avdelingsleder teamleder saelger eksportsaelger kundekonsulent bogholder regnskapssjef regnskapsforer advokatfullmektig lege overlege tannlege laege overlaege tandlaege jordemoder sykepleier sygeplejerske dyrlege dyrlaege farmaceut apoteker skoleleder laerer tomrer snedker tomrermester murmester malermester elinstallator vvs bager slagter kok gartner landmand skipper reder styreleder bestyrelsesformand kontorchef kontorleder varatoimitusjohtaja hallituksen puheenjohtaja myyja myyntijohtaja vientipaallikko vientijohtaja ostopaallikko ostaja talouspaallikko talousjohtaja tuotantopaallikko tehtaanjohtaja tuotepaallikko projektipaallikko laatupaallikko markkinointipaallikko henkilostopaallikko huoltopaallikko kehitysjohtaja suunnittelija arkkitehti juristi lakimies laakari hammaslaakari elainlaakari hoitaja opettaja rehtori professori tutkija kirjanpitaja sihteeri assistentti yrittaja perustaja osakas edustaja konsultti
    vd forsaljningschef saljare chef projektledare konsult ingenjor arkitekt advokat agare grundare delagare
    handlaggare radgivare ordforande inkopare ekonomichef platschef controller
    direktor adm direktør salgschef saelger konsulent ingenior ejer partner afdelingsleder daglig leder salgssjef
    radgiver prosjektleder selger medarbejder indkober sjef innehaver
    toimitusjohtaja johtaja paallikko myyntipaallikko asiantuntija insinoori omistaja asianajaja
    reditel reditelka jednatel jednatelka vedouci manazer manazerka majitel majitelka obchodni zastupce technik
    ucetni advokat inzenyr konatel riaditel veduci specialista
    ugyvezeto igazgato vezeto menedzser mernok tanacsado tulajdonos ugyved ertekesitesi kepviselo
    administrator-delegat directorul inginer avocat consilier agent reprezentant asociat sef contabil
    komercijalist voditelj voditeljica odvjetnik vlasnik savjetnik vodja
    direktur manajer kepala staf pengacara
    optico optica optometrista indehaver keramiker owners proprietors partners inhabers keramikerin goldschmied goldschmiedin friseurmeister friseurmeisterin imker fotograf fotografin illustratorin grafikerin texterin journalistin moderatorin sangerin musiker podologin logopadin ergotherapeutin coachin estetista parrucchiere parrucchiera fotografo fotografa pittore pittrice ceramista falegname idraulico elettricista educatrice interprete guida traduttrice traduttore grafico pizzaiolo ceramiste ebeniste menuisier photographe illustratrice illustrateur traiteur restauratrice fleuriste coiffeuse coiffeur estheticienne sophrologue paysagiste sculpteur peintre musicienne chanteuse maraicher apiculteur eleveur ostheopathe fysiotherapeut kapper kapster hovenier timmerman loodgieter schilder fotograaf vormgever grafisch stolarz elektryk hydraulik fryzjer fryzjerka kosmetyczka fotograf grafik terzi berber kuafor fotografci lider lideresa sarto sarta osteopata osteopath osteopathin schmied kunstschmied restaurator odontoiatra herbalist apothecary naturopath acupuncturist masseuse masseur doula celebrant kinesiologa kinesiologo preparadora patron professionista liberoprofessionista accountants queseros quesero celador pastor priest rabbi vicar deacon chaplain imam parroco cura pfarrer pfarrerin minister roaster kilnmaster psykolog psykologi lakare tandlakare sjukgymnast electrician urbanista horloger officer embaucheur zaakvoerster zaakvoerder markedssjef toimitusjohtaja ux kam ejecutiva residente vezeto igazgato catedratico menajer dispatcher foreman kapitan estimator developer mayoreo ejecutivos leitung arduraduna arduradun zuzendaria zuzendari catedratic catedratica catedratico professora advocat advocada arquitecte enginyer enginyera cap gerent soci adjunta adjunto teknikoa
    giam doc truong phong nhan vien
    менеджер директор руководитель начальник инженер специалист заместитель бухгалтер юрист адвокат консультант президент основатель владелец представитель технолог
    экономист врач профессор администратор координатор управляющий заведующий архитектор дизайнер програмист программист аналитик маркетолог логист учредитель партнер торговый керівник менеджерка директорка інженер спеціаліст засновник
    διευθυντης διευθυντρια υπευθυνος προεδρος μηχανικος δικηγορος συμβουλος
    """.split()
)
# Words in TITLE_WORDS that also stand in names of firms, places and slogans: alone they say little.
WEAK_TITLE_WORDS = frozenset(
    """
    vice lead leader head chief associate host guide fellow captain genel dis ortak doc phong truong
    nhan vien adm chef capo leader expert designer artist mestre meister artisan
    comercial commercial commerciale vertrieb acquisti satis community prawny scholar baker directors
    architect dentist importer exporter constructor constructora distribuidor distribuidora promotora promotor
    corredora vet broker builder tailor jeweler jeweller florist marketer buyer hospital adjoint auditores asesores
    mayorista notaria secretaria kok patron charge expert titular obchodni tecnica medica quimica technik investor developer
    contractor deputy direction boulanger artesano host importer hekim fellow trainer coach dean minister daglig wirt
    """.split()
)
# Ends of compounds.
TITLE_ENDS = (
    "leiter",
    "leiterin",
    "fuhrer",
    "fuhrerin",
    "meister",
    "meisterin",
    "ingenieur",
    "ingenieurin",
    "berater",
    "beraterin",
    "anwalt",
    "anwaltin",
    "assistent",
    "assistentin",
    "techniker",
    "referent",
    "referentin",
    "beauftragter",
    "beauftragte",
    "architekt",
    "architektin",
    "arzt",
    "arztin",
    "entwickler",
    "entwicklerin",
    "planer",
    "planerin",
    "verwalter",
    "kaufmann",
    "kauffrau",
    "sekretar",
    "sekretarin",
    "therapeut",
    "therapeutin",
    "trainer",
    "trainerin",
    "vertreter",
    "vertreterin",
    "manager",
    "managerin",
    "chef",
    "chefin",
    "leider",
    "adviseur",
    "medewerker",
    "directeur",
    "direktor",
    "direktorin",
    "ingenjor",
    "ledare",
    "konsult",
    "paallikko",
    "johtaja",
    "sjef",
    "leder",
    "gestalter",
    "gestalterin",
    "handler",
    "handlerin",
    "bauer",
    "konsulent",
    "ansvarig",
    "pathe",
    "logue",
    "logiste",
    "therapeute",
    "terapeuta",
    "terapeut",
    "therapist",
    "ologist",
    "iatrist",
    "ologo",
    "ologa",
    "iatra",
    "ologe",
    "ologin",
    "metrist",
    "metrista",
    "metrystka",
    "grafo",
    "grafa",
    "grafin",
    "spezialist",
    "spezialistin",
)
# Words that stand in front of a title and make it one together with what follows.
TITLE_STARTS = frozenset(
    """senior sr junior jr chief head managing general global regional deputy executive key technical sales marketing export import
    commercial vice principal assistant associate lead national international area division group project product
    account business customer client""".split()
)
# Chinese, Japanese, Korean: a run that ends so is a title.
CJK_TITLE_ENDS = (
    "董事总经理 总裁助理 总经理助理 副总裁 执行董事 常务副总 业务部经理 报关员 货代 理财师 理财规划师 保险代理人 业务主任 置业顾问 理疗师 针灸师 育婴师 月嫂 健身教练 驾校教练 舞蹈老师 班主任 辅导员 博士生导师 硕士生导师 校董 乐手 歌手 演员 模特 化妆 美甲师 纹绣师 收银 库管 仓管 文员 前台 内勤 外勤 保安 保洁 店主 摊主 业主 船东 承包人 承包商 包工头 项目负责人 区域负责人 招商 招商加盟 采购总监 选品 主编 副主编 编委 总编辑 记者站长 院长助理 住院医师 药剂师 检验师 康复师 兽医 农艺师 畜牧师 高级经济师 经济师 统计师 审计师 注册会计师 税务师 评估师 拍卖师 公证员 公证人 仲裁员 调解员 检察官 法官 警官 科员 主任科员 調研員 调研员 巡视员 处员 主席团 委员 常委 镇长 市长 县长 区长 乡长 经理 經理 总监 總監 总裁 總裁 董事长 董事長 董事 总经理 總經理 副总 副總 老总 主任 主管 工程师 工程師 总工 总工程师 设计师 設計師 "
    "建筑师 建築師 顾问 顧問 助理 秘书 秘書 专员 專員 代表 销售 銷售 业务员 業務員 业务 采购 採購 采购员 会计 會計 会计师 會計師 律师 律師 合伙人 合夥人 "
    "创始人 創辦人 創始人 店长 店長 老板 老闆 负责人 負責人 厂长 廠長 部长 部長 科长 科長 课长 課長 处长 處長 局长 院长 院長 校长 校長 所长 所長 会长 會長 "
    "副会长 理事长 理事 秘书长 秘書長 教授 副教授 讲师 講師 研究员 研究員 博士后 医师 醫師 医生 醫生 主治医师 护士长 药师 藥師 "
    "技师 技師 技术员 技術員 主厨 主廚 行政总厨 经纪人 經紀人 专家 專家 翻译 翻譯 编辑 編輯 主编 记者 記者 主播 站长 队长 "
    "组长 組長 班长 领班 督导 督導 协理 協理 襄理 副理 专案经理 特助 专务 監事 监事 股东 股東 出纳 财务 法人代表 法定代表人 掌柜 "
    "传译 协调 协调员 调度 调度员 编剧 美术师 工艺师 评审师 师 師 导师 導師 博导 硕导 股長 股长 隊長 队长 村支书 总策划 策划 策劃 总编 总导演 艺术总监 院士 特聘教授 庄主 莊主 场主 园长 會計 主治医师 主任医师 副主任医师 传人 管家 导游 導遊 计调 陶艺家 陶藝家 烘焙师 咖啡师 花艺师 厨师 厨师长 掌櫃 负责人 合伙人律师 研究生 讲师 校友 支书 村主任 船长 轮机长 大副 机务 机务总管 领队 美容师 发型师 造型师 音乐人 导演 制片人 编导 策展人 收藏家 鉴定师 设计总监 老板娘 大师 大師 师傅 師傅 代表社員 业务拓展 商务拓展 市场营销 外贸业务 商务 拓展 运营 东主 東主 业主 業主 插畫家 插画家 艺术家 藝術家 书法家 畫家 设计 設計 視覺設計 摄影 攝影 作家 音樂家 工匠 技术经理人 总干事 总顾问 当家 社长 社長 取締役 代表取締役 専務 常務 係長 主任 次長 室長 支店長 営業 担当 課長代理 部長代理 執行役員 顧問 弁護士 税理士 "
    "行政書士 建築士 一級建築士 司法書士 公認会計士 社会保険労務士 住職 店主 園長 工場長 営業所長 マネージャー ディレクター デザイナー エンジニア コンサルタント "
    "プロデューサー リーダー チーフ アシスタント スタッフ オーナー シェフ "
    "大使 参赞 总代理 总代 客服 司机 技术总监 运营官 执行官 首席执行官 财务官 技术官 首席 分析师 分析師 策划师 策劃 规划师 摄影师 培训师 咨询师 "
    "造价师 监理 监理工程师 项目经理 店员 导购 买手 跟单 跟单员 外贸员 单证员 主理人 品酒师 茶艺师 调香师 估价师 評估師 评估师 精算师 "
    "营养师 化妆师 心理咨询师 主席 副主席 书记 村长 场长 場長 行长 行長 社工师 園藝師 負責 业务代表 业务主管 发起人 联席总裁 掌门人 传承人 "
    "經銷商 财务长 財務長 執行長 技術長 營運長 行銷長 營運總監 組员 讲解员 教练 教練 館長 馆长 總幹事 幹事 干事 團長 团长 主持人 "
    "대표 대표이사 이사 부장 과장 차장 대리 사원 팀장 실장 본부장 상무 전무 사장 부사장 회장 원장 소장 변호사 세무사 교수 연구원 매니저 주임 지점장 센터장 디자이너 점장 책임 선임 수석"
).split()
# Ends of titles that are kinds of work and names of firms too.
CJK_WEAK_TITLE_ENDS = frozenset(
    "师 師 设计 設計 視覺設計 摄影 攝影 业务拓展 商务拓展 市场营销 外贸业务 商务 拓展 运营 销售 銷售 业务 采购 採購 财务 客服 翻译 翻譯 营业 営業 編集 责任 선임 책임 担当 策划 策劃".split()
)
CJK_TITLE_PARTS = (
    "经理 總監 总监 總裁 总裁 工程师 主管 主任 董事 经理人 助理 CEO 部长 部長 課長 取締役 首席 總經理 兼".split()
)
# What stands alone as the name of a department.
DEPARTMENT_HEADS = frozenset(
    """
    department dept division unit team desk concejalia consejeria subdireccion subsecretaria vicerrectorado decanato negociado catedra jefatura coordinacion superintendencia office section departamento dpto depto dto area gerencia subgerencia seccion
    direccion division unidad equipo abteilung abt bereich fachbereich referat geschaftsbereich stabsstelle ressort service services
    direction pole departement reparto ufficio dipartimento area settore direzione setor departamento divisao nucleo
    coordenadoria diretoria gerencia divisione divisao divizia geschaftsfeld unidade dzial wydzial departament biuro afdeling avdelning avd afd bolumu departmani birimi
    mudurlugu direktorlugu oddeleni usek odbor osztaly group practice faculty facultad fakultat faculte facolta faculdade institut laboratory laboratorio
    laboratoire lehrstuhl catedra school business osasto otdel
    """.split()
)
# Fields of work that are departments when they stand by themselves beside a title.
FIELDS = frozenset(
    """
    sales marketing export exports import procurement purchasing sourcing logistics operations production engineering quality finance
    accounting accounts hr it ict legal compliance research r&d development design customer support technical human resources people
    communications procurement supply chain administration security maintenance planning strategy innovation commercial
    property litigation corporate tax audit advisory treasury investor relations public affairs product software hardware data analytics
    digital ecommerce retail wholesale aftersales warehouse infrastructure international overseas asia europe emea apac
    americas latam nordics dach iberia ventas compras exportacion exportaciones importacion importaciones logistica operaciones produccion ingenieria calidad
    finanzas contabilidad recursos humanos rrhh sistemas informatica tecnologia tecnologias legal juridico comercial administracion atencion
    cliente clientes postventa posventa proyectos mantenimiento comunicacion desarrollo negocio negocios internacional investigacion obras oficina tecnica
    suministro cadena comercio exterior planificacion seguridad almacen tesoreria mercadeo mercadotecnia servicio
    vertrieb einkauf verkauf logistik produktion fertigung qualitat qualitatssicherung qualitatsmanagement finanzen buchhaltung
    personal personalwesen personalabteilung recht entwicklung forschung konstruktion kundendienst technik innendienst aussendienst
    arbeitsvorbereitung rechnungswesen inland ausland ventes achats exportation production qualite comptabilite ressources humaines informatique
    juridique recherche developpement vendite acquisti produzione qualita amministrazione risorse umane ricerca sviluppo estero
    vendas producao qualidade financas financeiro recursos humanos engenharia ti infraestrutura seguranca juridico exportacao suprimentos
    derecho laboral previsional penal familia tributario societario mercantil administrativo inmobiliario procesal concursal arrendamientos litigios patentes marcas propiedad intelectual licitaciones costos costes presupuestos tesoreria normalizacion metrologia laboratorio metalurgia geomecanica geologia exploracion perforacion voladura planta despacho distribucion transporte flota aduanas bodega inventarios empaque inocuidad certificaciones sostenibilidad responsabilidad social relaciones institucionales publicas prensa imagen protocolo redes sociales contenidos ux analitica datos ciberseguridad redes telecomunicaciones infraestructura sst hse hseq qhse ehs esg csr rse sac sat i+d idi
    rehabilitacion oral estetica ortodoncia endodoncia periodoncia odontopediatria pediatria obstetricia fisioterapia nutricion medicina familiar general deportiva trabajo dermatologia cosmetica oftalmologia anestesiologia reanimacion cuidados intensivos paliativos urgencias laboratorio clinico
    enoturismo hospitalidad catering animacion vinedos enologia private wealth fundraising engagement volunteering membership parishes curriculum admissions welfare bursary grants donations stewardship netz netzplanung strom gas wasser abwasser tiefbau hochbau stadtplanung bauamt ordnungsamt sozialamt jugendamt standesamt liegenschaften
    verkoop inkoop productie kwaliteit sprzedaz zakupy zakupow produkcja jakosc eksport eksportu marketingu logistyki handlowy techniczny satis satin alma ihracat
    uretim kalite pazarlama insan kaynaklari muhasebe forsaljning inkop ekonomi teknik produktion business banking lending insurance claims hospitality events admissions alumni programs programmes estates facilities payroll underwriting reinsurance pensions wealth mortgages fundraising outreach education training safety environment sustainability medicina interna cirugia ortopedia traumatologia geriatria vigilancia salud laboral prevencion ambiente medio urbanismo turismo cultura deportes hacienda igualdad formacion empleo bienestar docencia hospitalidad creditos cobranzas nomina auditoria
    """.split()
)
CJK_DEPARTMENT_ENDS = (
    "部 部门 部門 事业部 事業部 事業處 科 课 課 处 處 室 组 組 中心 办公室 辦公室 研究所 研发中心 分部 本部 股 隊 大队 支队 "
    "사업부 영업부 팀 부 본부 연구소 실 部署 グループ チーム 事業所 工厂 学院 學院 系 学部 研究室 大区 区域 团队 團隊 院"
).split()
# Ends that are departments only beside a title.
CJK_WEAK_DEPARTMENT_ENDS = (
    "股",
    "隊",
    "中心",
    "研究所",
    "工厂",
    "学院",
    "學院",
    "院",
    "系",
    "室",
    "组",
    "組",
    "大区",
    "区域",
    "부",
    "실",
    "科",
    "学部",
    "研究室",
    "事業所",
    "연구소",
)
