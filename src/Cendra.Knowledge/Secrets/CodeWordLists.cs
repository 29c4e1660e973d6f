namespace Cendra.Knowledge.Secrets;

/// <summary>How a script parts its words.</summary>
internal enum Script
{
    Spaced,
    Arabic,
    Joined,
}

/// <summary>One list of words for <see cref="CodeWords"/>.</summary>
internal sealed record WordList(string Group, Script Script, string Words);

/// <summary>The lists themselves. The first that fits wins, so what is no code stands first and the longer before the shorter.</summary>
internal static class CodeWordLists
{
    public static readonly WordList[] Lines =
    [
        new("n", Script.Spaced, "(zip|postal|post|area|country|dial*|dress|qr|bar|promo*|discount|coupon|voucher|booking|reservation|confirmation|tax|airport|iata|station|building|source|colou?r|error|fault|swift|gift|referral|tracking|licen[cs]e|registration|product|model|room type) codes?, postcodes?, (discount|booking|reservation|confirmation|registration|licen[cs]e|reference) (number|pin), dress ?code, qrcode, code of conduct, code (postal|promo*|qr|vestimentaire|barres?|de (reservation|reduction|la route|conduite)|couleur)"),
        new("n", Script.Spaced, "codigos? (postal|qr|promocional|de (reserva|descuento|confirmacion|area|vestimenta|barras|conducta|pais|registro|vestuario|cupom|desconto|localizador)), codice (postale|fiscale|qr|sconto|promozionale|(di )?(prenotazione|avviamento|comportamento|abbigliamento)|identificativo|cin|cir|iban), (buchungs|reservierungs|rabatt|gutschein|aktions|bestatigungs|postleit|landes|farb|strich|fehler|dress|qr)-?code*"),
        new("n", Script.Spaced, "(posta|indirim|rezervasyon|alan|ulke|qr|kare|kupon|promosyon|kiyafet|hata|onay) kodu?*, karekod*, (seguro|pin) (de reserva|google|maps|map), (drop|dropped|map|google) (a )?pins?, bowling pins?, rolling pin, clave de reserva, redes sociales"),
        new("n", Script.Arabic, "(رمز|كود) ?(البريد|البريدي|الخصم|الحجز|الاستجابه السريعه|الاستجابة السريعة|البلد|الدولة|الدوله|المنطقة|المنطقه|الترويجي|qr), الرمز البريدي"),
        new("n", Script.Joined, "郵便番号|予約番号|電話番号|部屋番号|予約コード|割引コード|qrコード|バーコード|ドレスコード|クーポンコード|国コード|カラーコード|エラーコード|優惠代碼|优惠代码|优惠码|折扣码|二维码|邮政编码|邮编|预订代码|预订码|确认码|国家代码|区号|qr码|车牌号"),
        new("k", Script.Spaced, "(wi ?fi|wlan|network|router|internet|netz*) ?(password|passwort|kennwort|passphrase|key|schlussel*|code|pin|pass|pw|sifre*|parola*|contrasena|clave|senha), (wi ?fi|wpa2?|security|network) key, (netzwerk|wlan|sicherheits|wifi)schlussel, cle (wi ?fi|wpa2?|reseau|de securite|d.acces|du reseau), chiave (wi ?fi|di rete|di sicurezza|wpa2?|della rete)"),
        new("p", Script.Spaced, "passwords?, passphrase, passcode, pass ?word, *passw[oö]rter, *passwort*, *kennwort*, kennworter, contrasenas?, mots? de passe, mdp, senhas?, palavras? passe, sifre*, parola*, pw, pwd, psw, login"),
        new("p", Script.Arabic, "كلمة ?(ال)?(مرور|سر), كلمه ?(ال)?(مرور|سر), باسورد, باسوورد, كلمة (مرور|سر) ?(الواي فاي)?"),
        new("p", Script.Joined, "密码箱的密码|密码|密碼|口令|ハスワート|ハスコート|合言葉|暗号化キー|セキュリティキー"),
        new("b", Script.Spaced, "lock ?box*, key ?(safe|box|locker|vault|cabinet)s?, padlocks?, safe box, cajas? (de (las )?llaves|fuertes?|de seguridad|con llaves), cajetin, guardallaves, candados?, boites? a cles?, boitiers? a cles?, coffres? a cles?, coffre fort, cadenas, schlussel?(tresor|safe|box|kasten|kastchen|depot)*, tresor*, vorhangeschloss*"),
        new("b", Script.Spaced, "cassett[ae] (di sicurezza|portachiavi|delle chiavi|per le chiavi|chiavi), portachiavi, cassaforte, lucchetto, caixas? (de|das) chaves, cofres?, cadeados?, anahtar (kutu|kasa)*, kasa(nin|yi|si|da)?, kilitli kutu*, asma kilit*"),
        new("b", Script.Arabic, "صندوق ?(ال)?(مفاتيح|مفتاح), خزنة ?(ال)?(مفاتيح|مفتاح)?, خزانة ?(ال)?(مفاتيح|مفتاح), قفل الصندوق"),
        new("b", Script.Joined, "钥匙盒|钥匙箱|密码盒|密码箱|保险箱|保险柜|锁盒|キーホックス|キーセーフ|鍵ホックス|鍵の?ホックス|ロックホックス|金庫|南京錠"),
        new("d", Script.Spaced, "key ?pads?, digicodes?, tastenfeld*, ziffernfeld*, nummernfeld*, tastatur*, *tastierin[oi], tastiera, teclados?, clavier*, pave numerique, tus (takimi|paneli)*, tuslu, numpad, key ?codes?, (tur|haustur|haus|zugangs|eingangs)(code*|pin)"),
        new("d", Script.Arabic, "لوحة ?(ال)?(مفاتيح|ارقام|أرقام|الأرقام|الارقام|دخول)"),
        new("d", Script.Joined, "门禁|门锁|入口码|开门码|門禁碼|数字键盘|键盘|按键|キーハット|テンキー|電子錠|スマートロック|オートロック"),
        new("a", Script.Spaced, "alarm*, allarm[ei], antifurto, einbruchmelde*, antirrobo"),
        new("a", Script.Arabic, "إنذار, انذار"),
        new("a", Script.Joined, "警报|报警|警報|アラーム|警備|防犯"),
        new("g", Script.Spaced, "(garage|gate|entry|front)? ?gates?, (hof|garten|einfahrts|garagen|eingangs|haupt)?tor(code|pin)?, tore, portones, verja, cancela, garaje, portails?, portillon, grille, barriere, schranke, cancell[oi], cancelletto, portao, portoes, garagem, (bahce|site|dis|otopark|garaj) kapi*, garaj*, barrier, garagen?*"),
        new("g", Script.Arabic, "بوابة, بوابه, كراج, مرآب"),
        new("g", Script.Joined, "大门|院门|铁门|车库|闸门|门闸|ケート|門扉|門の|ガレーシ|車庫"),
        new("c", Script.Spaced, "*codes?, dials, (access|entry|door|secret) number, pins?, pin ?codes?, combinations?, combo, codigos?, claves?, combinacion, combinaison, kod, kodu*, kodlar*, kode, kodes, *codes, zugangsnummer, geheimzahl, *kombination, zahlenfolge, ziffernfolge, codic[ei], combinazione, combinacao, segredo"),
        new("c", Script.Arabic, "رمز, كود, رقم ?(ال)?سري, رقم الدخول, بن كود, أرقام السرية"),
        new("c", Script.Joined, "暗証番号|暗証|解錠番号|開錠番号|入室番号|ロック番号|鍵番号|コート|代码|代碼|验证码|开锁码|ヒンコート|ヒン番号|番号は"),
        new("w", Script.Spaced, "wi ?fi, wlan, w lan, wireless, hotspot, ssid, kablosuz"),
        new("w", Script.Arabic, "واي ?فاي, وايفاي, شبكة ?(ال)?(واي ?فاي|انترنت|إنترنت)?, انترنت, إنترنت"),
        new("w", Script.Joined, "无线网络|无线网|无线|網路|网络|無線lan|無線|ネットワーク|インターネット"),
        new("i", Script.Spaced, "internet*, network*, netzwerk*, reseau, router*, modem*, rete, rede"),
        new("s", Script.Spaced, "doors?, entrances?, entry, front door, puertas?, portal, entrada, cerradura, portes?, entree, immeuble, serrure, *tur, *turen, turschloss, eingang*, hauseingang, schloss, port[ae], porton[ei], ingresso, serratura, porta, fechadura, kapi*, giris*, bina*, lock, smart lock"),
        new("s", Script.Arabic, "باب, مدخل, قفل"),
        new("s", Script.Joined, "房门|门|入口|トア|玄関|扉"),
    ];
}
