namespace Cendra.Knowledge.Secrets;

/// <summary>The words of <see cref="NotCodes"/> in ten languages; <c>*</c> is any letters.</summary>
internal static class NotCodeLists
{
    /// <summary>After the number.</summary>
    public const string Units =
        "min, mins, minut*, hour*, hr, hrs, hs, hora, horas, heure*, ore, ora, stunde*, uhr, saat*, dakika*, second*, sec, secs, segundo*, sekunde*, saniye*, day*, night*, week*, month*, year*, dia, dias, noche*, noite*, jour*, nuit*, tage*, nacht*, nachte, giorn*, nott*, gun, gunu, gece*, yil*, jahr*, anos, ans, anni, meses, mois, mesi, "
        + "mt, mtr, metre*, meter*, metro*, metri, km, kms, kilomet*, cm, mm, ft, feet, foot, yard*, yd, mile*, inch*, step*, stairs, block*, blocks, pasos, passi, passos, schritt*, adim*, gradini, stufen, "
        + "guest*, people, person*, persona*, pers, pax, gast*, gaste*, ospit*, invite*, hospede*, misafir*, kisi*, adult*, child*, bed*, room*, zimmer*, chambre*, camere, quartos, habitacion*, apartment*, unit*, flats, houses, store*, shop*, seats, places, plazas, platze*, posti, lugares, kati*, books, photos, reviews, "
        + "eur, euro*, usd, gbp, dollar*, pound*, pesos, reais, chf, franken, franc*, lira*, liras, tl, yuan, rmb, yen, dirham*, riyal*, aed, sar, dh, kr, cent*, percent, prozent, por ciento, "
        + "kg, gram*, litre*, liter*, litro*, litri, ml, watt*, kw, kwh, volt*, gb, mb, tb, mbps, mbit*, gbit*, mb/s, ghz, mhz, mah, hz, kcal, sqm, sq, qm, m2, mq, hectar*, "
        + "a.m, p.m, channel*, canal*, kanal*, kanale, chaines, countr*, digits, digit, ziffer*, cifr*, chiffre*, digitos, haneli, stellig*, times, veces, vezes, fois, volte, kez, kere, stars";

    /// <summary>After the number, where words are not parted.</summary>
    public const string JoinedUnits =
        "米, 公里, 公尺, 千米, 分钟, 分, 小时, 秒, 元, 块, 人民币, 美元, 欧元, 号, 号楼, 号房, 号线, 號, 楼, 层, 路, 年, 月, 日, 人, 位客人, 度, 天, 晚, 步, 平方, 平米, 公斤, 升, 个, 张, 间, 频道, 兆, 点钟, 岁, 次, 位数, 位数字, 折, 瓦, "
        + "メートル, キロ, 時間, 時, 円, 階, 番地, 番線, 番乗り場, 号室, 号線, 名, 歩, 泊, 平米, ワット, 桁, チャンネル, 回, 個, 台, ユーロ, ドル, 駅, "
        + "متر, دقيقة, دقيقه, دقائق, ساعة, ساعه, ساعات, ثانية, ثواني, ريال, درهم, يورو, دولار, جنيه, دينار, ليرة, طابق, شخص, أشخاص, اشخاص, ضيف, ضيوف, يوم, أيام, ليلة, ليال, كيلو, كم, غرفة, غرف, قناة, قنوات, درجة, سنة, عام, خطوة, واط, لتر, صباحا, مساء, أرقام, ارقام, مرة";

    /// <summary>Right before the number.</summary>
    public const string Numbered =
        "bus, buses, line, lines, tram, metro, train, flight, route, road, highway, exit, platform, terminal, track, channel, channels, room, rooms, apartment*, apt, flat, unit, suite, villa, studio, house, floor, level, street number, house number, building, block, box, locker, parking, space, spot, bay, row, shelf, page, step, section, article, version, model, type, size, capacity, speed, po box, zip, postcode, zip code, area code, height, width, weight, age, over, under, about, around, approximately, than, up to, maximum, minimum, max, "
        + "linea, lineas, autobus, habitacion, habitaciones, apartamento, piso, planta, canal, puerta numero, casa, numero de habitacion, plaza, codigo postal, cp, c.p, salida, andén, escalera, calle, vuelo, modelo, tren, "
        + "ligne, chambre, appartement, appt, etage, chaine, voie, quai, code postal, sortie, place, batiment, modele, vol, maison, "
        + "linie, buslinie, zimmer, wohnung, stock, etage, gleis, kanal, programm, hausnummer, hausnr, stellplatz, plz, ausfahrt, haus, modell, flug, zug, nummer des zimmers, steig, "
        + "camera, appartamento, piano, canale, binario, interno, posto, scala, uscita, cap, modello, treno, volo, autobus linea, civico, "
        + "linha, quarto, andar, apto, onibus, autocarro, comboio, cep, vaga, lugar, saida, modelo, voo, lote, sala, bloco, "
        + "oda, daire, kat, otobus, hat, kanal, peron, kapi no, no, numarali, posta kodu, bina no, ucus, "
        + "غرفة, شقة, طابق, الغرفة, الشقة, الطابق, حافلة, الحافلة, خط, الخط, قناة, القناة, مبنى, المبنى, منزل, شارع, رقم الغرفة, رقم الشقة, رحلة, موقف, الموقف, طريق, عام, سنة, صندوق بريد, الرمز البريدي, "
        + "issue, error, emergency, notruf, urgences, emergencia, emergencias, emergenza, emergencia numero, acil, acil durum";

    /// <summary>Right before the number, where words are not parted.</summary>
    public const string JoinedNumbered = "第, 房间, 房间号, 房号, 客房, 公寓, 公交, 公交车, 地铁, 频道, 楼层, 车位, 门牌, 门牌号, 邮编, 邮政编码, 部屋, 号室, バス, チャンネル, 番組, 電車, 駐車場, 区画, 室番号, 部屋番号, 郵便番号, 西暦, 路线, 航班, 街, 路, 大约, 约, 約, 報警電話, 报警电话, 急救, 火警";

    /// <summary>A street stands before its number, up to four words away.</summary>
    public const string Streets = "calle, c/, avenida, avda, av, paseo, plaza, carrer, carretera, camino, rue, avenue, boulevard, place, chemin, impasse, via, viale, corso, piazza, vicolo, largo, rua, travessa, praca, estrada, alameda, rodovia, cadde, caddesi, sokak, sokagi, mahallesi, bulvari, شارع, ميدان, طريق, حي, 街道";

    public const string YearBefore = "in, since, from, of, until, by, before, year, anno, ano, en, desde, de, del, hasta, ao, em, depuis, annee, jusqu'en, seit, im jahr, jahr, jahre, von, baujahr, bis, dal, nel, fino al, built, renovated, renovado en, renove en, summer, winter, spring, autumn, sommer, verano, ete, estate, copyright, c, عام, سنة, منذ, yilinda";

    public const string Months = "january, february, march, april, may, june, july, august, september, october, november, december, jan, feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec, enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre, janvier, fevrier, mars, avril, mai, juin, juillet, aout, septembre, octobre, novembre, decembre, januar, februar, marz, juni, juli, oktober, dezember, gennaio, febbraio, aprile, maggio, giugno, luglio, settembre, ottobre, dicembre, janeiro, fevereiro, marco, maio, junho, julho, setembro, outubro, novembro, dezembro, ocak, subat, mart, nisan, mayis, haziran, temmuz, agustos, eylul, ekim, kasim, aralik, يناير, فبراير, مارس, ابريل, مايو, يونيو, يوليو, اغسطس, سبتمبر, اكتوبر, نوفمبر, ديسمبر";

    /// <summary>Words right before an amount.</summary>
    public static readonly string[] PriceBefore = ["eur", "usd", "gbp", "chf", "r", "rs", "rmb", "aed", "sar", "price", "prices", "fee", "fine", "deposit", "costs", "cost", "precio", "cuesta", "multa", "prix", "coute", "preis", "kostet", "prezzo", "costa", "preco", "custa", "multa", "ucret", "fiyat", "价格", "费用", "押金", "料金", "السعر", "رسوم"];

    /// <summary>Words that say that a telephone number follows.</summary>
    public const string Telephone =
        "call*, phone*, tel, telephone*, mobile, whatsapp, sms, text us, dial, contact, hotline, reception, llam*, telefon*, movil, appel*, telephon*, joindre, portable, anruf*, rufen, ruft, handy, chiam*, cellulare, numero verde, ligue, ligar, telefone*, celular, ara*, arayin*, numaramiz, اتصل, اتصلوا, هاتف, الهاتف, جوال, واتساب, تلفون";

    /// <summary>The same where words are not parted.</summary>
    public const string JoinedTelephone = "电话|拨打|致电|手机|電話|携帯";
}
