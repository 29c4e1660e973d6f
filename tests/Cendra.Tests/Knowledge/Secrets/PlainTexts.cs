namespace Cendra.Tests.Knowledge.Secrets;

/// <summary>Sentences without a code that a careless rule would report: language and sentence.</summary>
internal static class PlainTexts
{
    public static IEnumerable<(string Language, string Text)> Lines => Sentences.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ', 2)).Select(p => (p[0], p[1]));

    private const string Sentences = """
        en The code for the door is {{door}}, and check-in starts at 15:00.
        en You get your door code 24 hours before check-in at 15:00.
        en The keypad is at 221 Baker Street, on the left of the door.
        en If the code does not work, call us at +34 600 123 123 or 0171 4567890.
        en The gate is open from 07:00 to 22:00, the alarm rings after 120 seconds.
        en Dress code: smart casual. Post code: 90210. Promo code SUMMER2024.
        en A lost key for the lockbox costs 150 EUR or £1,500 for the whole set.
        en Take bus 4821 to the gate and the lift to floor 12; the code comes by message.
        en The Wi-Fi reaches 300 Mbps and the network is WPA2-PSK; the password is {{wifi}}.
        en The password is on the router. The alarm was installed in 2019.
        en Room 101 has a keypad lock; channel 205 shows the news.
        en Your code works from 12/05/2026 to 15/05/2026.
        es El código de la puerta es {{puerta}}; la entrada es a las 15:00.
        es Recibirá la clave 24 horas antes de llegar.
        es La caja de llaves está en Calle Mayor 123, junto al portal.
        es Si la clave no funciona, llame al 600 123 123.
        es El código postal es 28013 y el código QR está en la mesa.
        es La alarma suena durante 120 segundos; perder la llave cuesta 150 euros.
        es La contraseña está en el router, la red llega a 300 Mbps.
        es Para el portón, coja el autobús 4821 y baje en la parada de la plaza.
        es El teclado se instaló en 2019.
        es La habitación 101 tiene teclado.
        es Su código vale del 12/05/2026 al 15/05/2026.
        es Contraseña: {{wifi}}
        fr Le code de la porte est {{porte}} ; arrivée à partir de 15h00.
        fr Vous recevez le code 24 heures avant.
        fr La boîte à clés est au 12 rue de Rivoli, à 300 mètres de la gare.
        fr Si le code ne marche pas, appelez le 06 12 34 56 78.
        fr Le code postal est 75001.
        fr L'alarme sonne 120 secondes, la perte de la clé coûte 150 €.
        fr Le mot de passe est sur la box.
        fr Le bus 4821 s'arrête devant le portail.
        fr Le clavier date de 2019, il est rue Lecourbe 1024.
        fr La chambre 101 a un clavier.
        fr Votre code est valable du 12/05/2026 au 15/05/2026.
        fr Mot de passe : {{wifi}}
        de Der Türcode ist {{tuer}}, Anreise ab 15:00 Uhr.
        de Den Code erhalten Sie 24 Stunden vorher.
        de Der Schlüsseltresor hängt in der Hauptstraße 123 neben der Tür.
        de Wenn der Code nicht geht, rufen Sie 0171 4567890 an.
        de Die Postleitzahl ist 10115, der QR-Code liegt aus.
        de Die Alarmanlage piept 120 Sekunden; ein verlorener Schlüssel kostet 150 Euro.
        de Das WLAN-Passwort steht auf dem Router.
        de Bus 4821 hält vor dem Tor.
        de Das Tastenfeld wurde im Jahr 2019 eingebaut.
        de Zimmer 101 hat ein Tastenfeld.
        de Ihr Code gilt vom 12.05.2026 bis 15.05.2026.
        de WLAN-Passwort: {{wifi}}
        it Il codice della porta è {{porta}}, check-in dalle 15:00.
        it Riceverete il codice 24 ore prima dell'arrivo.
        it La cassetta portachiavi è in Via Garibaldi 123.
        it Se il codice non funziona chiamate il 333 1234567.
        it Il codice postale è 00184, il codice fiscale serve alla reception.
        it L'allarme suona per 120 secondi; la chiave persa costa 150 euro.
        it La password è sul router.
        it L'autobus 4821 ferma al cancello.
        it Il tastierino è stato montato nel 2019.
        it La camera 101 ha il tastierino.
        it Il codice vale dal 12/05/2026 al 15/05/2026.
        it Password: {{wifi}}
        pt O código da porta é {{porta}}, check-in a partir das 15:00.
        pt Recebe o código 24 horas antes da chegada.
        pt O cofre das chaves fica na Rua Augusta 123.
        pt Se o código não funcionar, ligue para 912 345 678.
        pt O código postal é 1100-148.
        pt O alarme toca 120 segundos; perder a chave custa 150 euros.
        pt A senha está no router.
        pt O autocarro 4821 para no portão.
        pt O teclado foi instalado em 2019.
        pt O quarto 101 tem teclado.
        pt O código vale de 12/05/2026 a 15/05/2026.
        pt Senha: {{wifi}}
        tr Kapı kodu {{kapi}}, giriş saati 15:00.
        tr Kodu girişten 24 saat önce alırsınız.
        tr Anahtar kutusu Atatürk Caddesi 123 adresinde.
        tr Kod çalışmazsa bizi arayın: 0532 123 45 67.
        tr Posta kodu 34110, indirim kodu YAZ2024.
        tr Alarm 120 saniye çalar, kayıp anahtar 1500 TL tutar.
        tr Şifre modemin üstünde yazıyor.
        tr 4821 numaralı otobüs yok; otobüs 482 bahçe kapısı önünde durur.
        tr Tuş takımı 2019 yılında takıldı.
        tr Oda 101 tuş takımlı.
        tr Kodunuz 12.05.2026 ile 15.05.2026 arasında geçerli.
        tr Şifre: {{wifi}}
        zh 门锁密码是{{door}}，入住时间15:00。
        zh 密码会在入住前24小时发送。
        zh 钥匙盒在中山路123号旁边。
        zh 密码不对请拨打电话13812345678。
        zh 邮政编码100000，二维码在桌上。
        zh 警报响120秒，钥匙丢失赔偿150元。
        zh 密码写在路由器上。
        zh 大门口有公交482路。
        zh 数字键盘是2019年安装的。
        zh 房间101有密码锁。
        zh 密码有效期为2026年5月12日至2026年5月15日。
        zh 密码：{{wifi}}
        ja ドアの暗証番号は{{door}}、チェックインは15:00です。
        ja 暗証番号は24時間前に届きます。
        ja キーボックスは駅から300メートルです。
        ja コードが合わない場合は電話03-1234-5678まで。
        ja 郵便番号は100-0001、QRコードは机の上です。
        ja アラームは120秒鳴ります。鍵の紛失は1500円です。
        ja パスワードはルーターに書いてあります。
        ja ゲートの前に482番線があります。
        ja テンキーは2019年に付けました。
        ja 部屋101はテンキー付きです。
        ja コードは2026年5月12日から2026年5月15日まで有効です。
        ja パスワード：{{wifi}}
        ar رمز الباب هو {{door}} وتسجيل الوصول الساعة 15:00.
        ar يصلك الرمز قبل الوصول بـ 24 ساعة.
        ar صندوق المفاتيح في شارع الملك فهد 123.
        ar إذا لم يعمل الرمز اتصل على 0501234567.
        ar الرمز البريدي 11564 ورمز الخصم 2024.
        ar يرن الإنذار 120 ثانية، وفقدان المفتاح 150 درهم.
        ar كلمة المرور مكتوبة على الراوتر.
        ar الحافلة 482 تقف أمام البوابة.
        ar تم تركيب لوحة المفاتيح عام 2019.
        ar الغرفة 101 لها لوحة مفاتيح.
        ar الرمز صالح من 12/05/2026 إلى 15/05/2026.
        ar كلمة المرور: {{wifi}}
        """;
}
