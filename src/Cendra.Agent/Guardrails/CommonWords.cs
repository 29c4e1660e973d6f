using Cendra.Knowledge.Text;

namespace Cendra.Agent.Guardrails;

/// <summary>
/// Words that say nothing about a place: the small words of ten languages, what is said around an answer (greetings, offers of help, that a host is asked), and what is said of doors and codes at any place.
/// Folded as rules read texts.
/// </summary>
internal static class CommonWords
{
    private static readonly HashSet<string> All = [.. """
        the and for are was were this that these those with from have has had not but you your yours our ours their there here they them then than when what which who whom whose where why how can could would should will shall may might must
        does did doing done been being into onto over under about above below between during before after again also only just very much many more most some any each every both either neither such same other another well yes please thanks thank welcome hello dear hi hey good morning
        afternoon evening night sorry sure course happy glad enjoy safe trip travel journey help helpful assist assistance let know need needs want wants like would love feel free ask asking asked question questions answer answers message messages write writing reach contact host hosts owner guest guests
        person people team stay stays staying visit time times day days week hour hours minute minutes moment soon shortly later early today tomorrow tonight now currently still already always never ever once until since while because though although however therefore otherwise else instead
        house home place property apartment flat accommodation building room rooms info information detail details regarding concerning according find found see look looking looks check show shows take takes taken make makes made give gives given get gets got getting going goes come comes coming
        keep keeps kept put use used using uses able available possible allowed permitted provide provided provides offer offers offered include included includes including have nice great perfect wonderful lovely fine okay right thing things something anything everything nothing way ways first second next last
        also too enough quite really simply directly there's it's i'm you're we're don't doesn't can't isn't passed forwarded unfortunately written down further case back few little around near nearby inside outside able best wishes kind regards warm regards hope
        los las unos unas una del por para con sin sobre entre desde hasta hacia como cuando donde quien cual que porque pero sino aunque tambien solo muy mas menos mucho mucha muchos muchas algo nada todo toda todos todas cada otro otra otros otras mismo misma este esta estos estas ese esa esos esas aqui alli ahi ahora luego
        antes despues siempre nunca hoy manana noche tarde dias dia buenos buenas hola gracias favor claro seguro perdon siento lamento ayuda ayudar puede puedes pueden puedo podemos debe debes tiene tienes tienen tengo tenemos hay esta estan estas estoy estamos sera seran ser son era eres somos soy tu tus su sus mi mis
        nuestro nuestra nuestros nuestras vuestro usted ustedes anfitrion propietario huesped huespedes persona personas equipo mensaje pregunta preguntas respuesta responder responde respondera escribe escribir contactar informacion detalles estancia alojamiento piso apartamento casa lugar hora horas minuto minutos
        momento pronto gustaria quieres necesitas necesita necesitais encontrar encontraras encuentra encuentran saber dice dejar poner usar utilizar ofrece ofrecemos incluye incluido permitido permitida posible disponible bien genial perfecto estupendo feliz viaje disfruta disfrutes saludo saludos cordial
        der die das den dem des ein eine einen einem einer eines und oder aber sondern auch nur sehr mehr viel viele alle alles jede jeder jedes andere anderen anderer dieser diese dieses hier dort dann wenn wann wie was wer wem wen welche welcher welches warum weil dass damit denn doch noch schon immer nie heute morgen
        abend nacht tag tage tagen guten gute hallo danke bitte gern gerne naturlich sicher leider entschuldigung hilfe helfen konnen kann konnt koennen durfen darf mussen muss sollten soll wollen will mochten moechten haben habe hat hatte sein ist sind war waren wird werden wurde ihr ihre ihren ihrem ihrer sie uns unser
        unsere unserer ich wir mein meine gastgeber vermieter gast gaste gaeste person team nachricht frage fragen antwort antworten antwortet schreiben melden kontakt information informationen aufenthalt wohnung haus unterkunft ort zeit uhr stunde stunden minute minuten moment bald gleich spater frueher finden findet
        finden benutzen nutzen verwenden bietet gibt geben enthalten erlaubt gestattet moglich moeglich verfugbar verfuegbar schon wunderbar perfekt freuen freude reise viel spass grusse gruesse herzliche freundliche fur ueber uber unter zwischen nach vor seit bis aus bei mit von zum zur ohne gegen durch direkt etwas nichts
        les des une aux pour par avec sans sous sur entre depuis jusque vers dans chez comme quand comment pourquoi quel quelle quels quelles qui que quoi dont mais donc car aussi seulement tres plus moins beaucoup tout toute tous toutes chaque autre autres meme memes cette ces cet celui celle ici maintenant alors ensuite
        avant apres toujours jamais aujourd hui demain soir nuit jour jours bonjour bonsoir merci plait bien sur certainement desole desolee aide aider pouvez peut peux pouvons devez doit faut avez avoir ont avons suis est sont etait sera seront etes sommes vous votre vos nous notre nos leur leurs mon mes
        hote hotes proprietaire voyageur voyageurs personne equipe message question questions reponse repondre repond repondra ecrivez ecrire contacter joindre information informations details sejour logement appartement maison lieu endroit heure heures minute minutes moment bientot trouver trouverez trouve savoir utiliser
        offre propose proposons inclus comprend permis autorise autorises possible disponible parfait merveilleux super voyage profitez cordialement salutations besoin souhaitez voulez rien quelque chose
        inconvenience apologise apologize apologies forward welcoming hosting hosted meanwhile informed notified told tell tells touch hesitate assured pleasant comfortable wonderful fantastic concern concerns request requests
        dudes duda dudas escribirnos escribirme escribenos avisanos tengas tengais buena buenas bonita agradable disculpa disculpas disculpe molestia molestias informado avisado avisar llamado gusto encantado encantados servirte ayudarte ayudarle consulta consultas
        ihnen sich nicht mich dich euch wunsche wuensche schonen schoenen angenehmen melden melde meldet gerne weiteren weitere informiert verstandigt benachrichtigt weitergegeben unannehmlichkeiten verfugung verfuegung freundlich willkommen anliegen anfrage rufen geben wenden wissen lassen
        reste restons disposition souhaite souhaitons excellent excellente agreable hesitez informe prevenu prevenus contacte transmis demande demandes desagrement desagrements excuses excusez bienvenue plaisir ecrire
        della delle dello degli nella nelle nello negli alla alle allo agli dalla dalle dallo dagli sulla sulle sono siamo siete hanno abbiamo avete questo questa questi queste quello quella quelli quelle come quando dove perche quale quali quanto quanti cosa anche ancora sempre mai molto molti molta poco piu meno tutto tutti tutta tutte
        ogni altro altri altra altre stesso stessa prima dopo durante fino verso senza con per tra fra qui ora adesso oggi domani sera notte mattina giorno giorni ciao buongiorno buonasera grazie prego certo certamente scusa scusi dispiace aiuto aiutare aiutarti puoi puo potete posso possiamo deve devi dovete vuoi volete vorrei
        bisogno host ospite ospiti proprietario persona persone messaggio domanda domande risposta risponde rispondera rispondere scrivi scrivere scrivimi contattare informazioni soggiorno alloggio appartamento casa posto ora ore minuti momento presto trovare trovi trova sapere usare usa offre incluso compreso permesso possibile
        disponibile bene perfetto ottimo viaggio piacere saluti disposizione passato inoltrato avvisato digita digitare codice codici porta porte serratura tastierino chiave chiavi cifra cifre numero numeri premi premere gira spingi tira apri aprire apre chiusa entrare entra lentamente aspetta attendi arrivo partenza batteria purtroppo oppure
        para pelo pela pelos pelas com sem sobre entre desde ate este esta estes estas esse essa isso isto aquele aquela como quando onde porque qual quais quanto quem tambem ainda sempre nunca muito muita muitos muitas pouco mais menos tudo todo toda todos todas cada outro outra outros outras mesmo mesma antes depois durante aqui
        agora hoje amanha noite tarde manha dia dias ola obrigado obrigada favor claro certamente desculpe lamento ajuda ajudar pode podem posso podemos deve devem quer querem gostaria precisa preciso anfitriao proprietario hospede hospedes pessoa pessoas mensagem pergunta perguntas resposta responde respondera responder escreva escrever
        contactar contatar informacao informacoes estadia alojamento apartamento casa local hora horas minutos momento breve encontrar encontra saber usar utilizar oferece inclui incluido permitido possivel disponivel bem perfeito otimo viagem prazer cumprimentos disposicao passei avisado digite digitar codigo codigos porta portas fechadura teclado
        chave chaves algarismo algarismos numero numeros prima pressione gire empurre puxe abra abrir abre fechada entrar entre devagar espere aguarde chegada partida bateria infelizmente seu sua seus suas nosso nossa voce voces esta estao estamos tem temos sao foram sera serao nao sim ser ter
        icin ile gibi kadar daha cok az tum butun her baska ayni once sonra simdi bugun yarin aksam gece sabah gun gunler merhaba tesekkur tesekkurler lutfen tabii elbette maalesef uzgunum yardim yardimci olabilir olabilirim olur olarak olan oldu olmak eder ederim ederiz edin ediyor istiyorsaniz isterseniz gerekiyor gerekli ihtiyac
        sahibi sahibine sahibiniz sahibinize misafir misafirler kisi insan mesaj mesajiniz mesajinizi soru sorunuz sorunuzu yanit yanitlar yanitlayacak verecek vermek yazin yazabilir yazabilirsiniz iletisim bilgi bilgiler konaklama konaklamaniz konaklamanizin daire ev evde yer saat saatte dakika zaman yakinda bulabilirsiniz bulunur bilmek kullanin
        kullanabilirsiniz dahil mumkun mevcut guzel harika mukemmel yolculuk iyi keyifli buradan burada orada nasil nerede neden hangi kapi kapiyi kapinin kodu kodunuz kodunuzu kilit kilidi kilidin tuslara tuslari anahtar rakam rakamlari numara basin cevirin itin cekin acin acilir acik girin girebilirsiniz giris cikis yavasca bekleyin pil iletecegim
        ilettim bunu size sizin sizi bizim bize var yok degil veya ancak fakat
        الى علي عليه عليها عليك عن من في مع بعد قبل حتي منذ عند عندما حيث هذا هذه ذلك تلك هنا هناك الان اليوم غدا مساء صباحا ليلا يوم ايام مرحبا اهلا شكرا رجاء يرجي بالتاكيد طبعا عذرا اسف للاسف مساعده مساعدتك يمكن يمكنك يمكنكم يمكنني استطيع نستطيع يجب تريد تحتاج نحتاج المضيف مضيفك الضيف الضيوف شخص رساله رسالتك سوال سوالك
        جواب اجابه يجيب سيرد يرد اكتب اكتبي تواصل معلومات الاقامه اقامتك السكن الشقه البيت المكان الساعه دقيقه دقائق لحظه قريبا تجد ستجد تعرف استخدم استخدام متاح متوفر مشمول مسموح ممكن جيد رائع ممتاز رحله سعيده تحياتي رمز رمزك الرمز كود الباب باب القفل لوحه الارقام مفتاح المفتاح رقم ارقام اضغط ادفع اسحب افتح يفتح مفتوح مغلق
        ادخل الدخول ببطء انتظر الوصول المغادره البطاريه كيف اين متي ماذا لماذا كل بعض اخر اخري ايضا فقط جدا كثيرا لديك لديكم لدينا لنا لكم الذي التي كان كانت يكون تكون سيكون ليس لست او اما لكن وسوف سوف قد
        type typing types typed press pressing push pull turn touch enter entering entrance open opens opening close closes closed code codes door doors lock locks locked keypad keyboard key keys digit digits number numbers tick hash star button buttons handle screen light slowly carefully again once wait waiting outside arrive arrival
        check checkin checkout arrival departure battery online offline teclear teclea tecla teclas pulsa pulse pulsar marca marque marcar abre abrir abra codigo codigos puerta puertas cerradura cerraduras teclado llave llaves cifra cifras numero numeros boton manilla entrada entrar despacio espera espere llegada salida bateria
        tippen tippe tippt druck drucke drucken drehen dreh drehe offnen offne oeffnen codes ture turen tur tuer tueren schloss schlosser tastenfeld schlussel ziffer ziffern nummer nummern haken klinke taste tasten eingang eintreten langsam warten warte ankunft abreise batterie
        tapez taper appuyez appuyer poussez pousser tirez tirer tournez tourner ouvrir ouvrez ouvre porte portes serrure serrures clavier chiffre chiffres numero numeros bouton poignee entree entrer lentement attendez attendre arrivee depart batterie
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(w => FoldedText.Words(FoldedText.Of(w)))];

    /// <summary>The same where no space parts words.</summary>
    private static readonly Phrases Signs = new(
        "(您好|你好|谢谢|感谢|请问|请|您的|你的|您|你|我们|我|的|了|是|在|有|和|与|或|也|都|就|会|将|可以|能够|能|需要|如果|因为|所以|但是|不过|这个|那个|这里|那里|这|那|什么|怎么|哪里|多少|时间|时候|现在|今天|明天|晚上|早上|上午|下午|星期.|月|日|年|号|点|分|从|到|至|起|前|后|之后|之前|以后|期间|房东|客人|住客|工作人员|真人|消息|问题|回答|回复|答复|联系|告诉|转告|帮助|帮忙|信息|入住|退房|住宿|房间|公寓|房子|地方|当地|门锁|门口|大门|门|锁|门码|密码|键盘|钥匙|数字|按键|按|输入|转动|推|拉|打开|关上|开门|进入|慢慢|等待|稍等|电量|电池|抱歉|不好意思|很|非常|已经|已|还|再|又|吧|呢|吗|哦|啊|祝|旅途|愉快|欢迎|当然|没问题|不|没有|没|一下|一个|一|使用|提供|包括|允许|方便|尽快|马上|随时|直接|任何|其他|更多|为|给|把|被|让|对|上|下|里|中|内|外)",
        "(こんにちは|こんばんは|ありがとうございます|ありがとう|申し訳ありません|申し訳ございません|すみません|お問い合わせ|お手伝い|お待ち|お気軽に|ください|いただけ|いただき|いたします|いたしま|しております|ございます|ございま|できます|できま|します|しました|しま|です|でした|ます|ました|ません|ですが|ので|から|まで|より|には|では|とは|へ|に|を|は|が|の|と|で|も|や|か|ね|よ|お|ご|この|その|あの|ここ|そこ|こちら|あなた|お客様|ゲスト|ホスト|担当者?|方|人|メッセージ|質問|返事|お返事|回答|連絡|情報|案内|滞在|宿泊|部屋|お部屋|アパート|家|場所|時間|時刻|現地|今日|明日|今|夜|朝|昼|午前|午後|月曜日?|火曜日?|水曜日?|木曜日?|金曜日?|土曜日?|日曜日?|月|日|年|時|分|頃|前|後|間|以降|以前|チェックイン|チェックアウト|到着|出発|ドア|鍵|錠|ロック|コード|暗証番号|番号|数字|キーパッド|キー|押し|引い|回し|入力|開け|開き|開く|閉め|入り|入る|入っ|ゆっくり|待っ|電池|残念ながら|もし|場合|必要|可能|利用|使え|使い|使っ|提供|含ま|楽しい|良い|よい|ご旅行|また|そして|または|ただし|すぐ|何か|ほか|他|もう一度|もっと|とても|ある|あり|なり|なる|いる|い|れ|る|て|た|し|な|く|さ|せ|え|け|き|っ)");

    private const int MostRounds = 40;

    /// <summary>The text without the words of Chinese and Japanese that say nothing about a place.</summary>
    public static string WithoutSigns(string folded)
    {
        for (var (before, rounds) = ("", 0); before != folded && rounds < MostRounds && folded.EnumerateRunes().Any(FoldedText.IsUnspaced); rounds++)
        {
            before = folded;
            folded = Signs.CutFrom(folded);
        }

        return folded;
    }

    /// <summary>The word says nothing about a place.</summary>
    public static bool Has(string folded) => folded.Length < 4 || char.IsAsciiDigit(folded[0]) || All.Contains(folded);
}
