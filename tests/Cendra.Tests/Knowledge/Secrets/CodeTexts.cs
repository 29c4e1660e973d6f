namespace Cendra.Tests.Knowledge.Secrets;

/// <summary>Sentences that hold a code, as hosts write them: language, what it opens, the sentence with the value between ⟦ and ⟧.</summary>
internal static class CodeTexts
{
    public static IEnumerable<(string Language, string Kind, string Text)> Lines => Sentences.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(l => l.Split(' ', 3)).Select(p => (p[0], p[1], p[2]));

    private const string Sentences = """
        en Lockbox The lockbox code is ⟦4821⟧.
        en Door Front door keypad: ⟦A4821#⟧
        en Door Use ⟦4 8 2 1⟧ on the keypad next to the door.
        en Wifi Wi-Fi password: ⟦sunshine⟧
        en Wifi Network: CasaAna, WiFi password is ⟦Mar&Sol2024⟧
        en Gate The gate opens with ⟦７３１９⟧ and closes by itself.
        en Alarm To switch off the alarm, enter the PIN ⟦four eight two one⟧ within 30 seconds.
        en Lockbox The key safe is left of the bins. Turn the dials to ⟦731⟧.
        en Other The combination is ⟦12-34⟧, please scramble it afterwards.
        en Door ⟦4821B⟧ is the code for the building entrance.
        en Lockbox Padlock on the bike shed: ⟦0420⟧
        en Other Your code: ⟦2019⟧
        es Door El código de la puerta es ⟦4821⟧.
        es Lockbox La caja de llaves está a la derecha, combinación ⟦0 4 7 3⟧.
        es Wifi La contraseña del wifi es ⟦casaana2024⟧
        es Wifi Contraseña: ⟦girasol⟧
        es Alarm Para desactivar la alarma marque ⟦1357⟧ en el panel.
        es Gate Portón del garaje: clave ⟦8642#⟧
        es Other Teclee el PIN ⟦cuatro ocho dos uno⟧ y pulse la llave.
        es Door Marca ⟦２５８０⟧ en el teclado de la entrada.
        es Lockbox El candado se abre con ⟦915⟧.
        es Door Código del portal: ⟦B7731⟧
        es Other La clave es ⟦66-71⟧
        es Wifi WiFi: CasaAna / ⟦Sol+Mar99⟧
        fr Door Le code de la porte est le ⟦4821⟧.
        fr Lockbox La boîte à clés s'ouvre avec le code ⟦7350⟧.
        fr Wifi Mot de passe : ⟦tournesol⟧
        fr Wifi Le mot de passe du wifi est ⟦Soleil#2024⟧
        fr Door Digicode ⟦28A91⟧ puis poussez.
        fr Alarm Pour couper l'alarme, tapez ⟦9 0 2 5⟧.
        fr Gate Portail : ⟦4680⟧
        fr Door Composez le ⟦1973B⟧ sur le clavier de l'entrée.
        fr Lockbox Le cadenas : ⟦402⟧
        fr Other Le code est quatre chiffres : ⟦quatre huit deux un⟧
        fr Wifi Clé wifi : ⟦a8f3-22bc⟧
        fr Other Votre code : ⟦⁴⁸²¹⟧
        de Door Der Türcode lautet ⟦4821⟧.
        de Lockbox Am Schlüsseltresor bitte ⟦7731⟧ einstellen.
        de Wifi WLAN-Passwort: ⟦sonnenblume⟧
        de Wifi Das WLAN-Passwort ist ⟦Haus-am-See7⟧
        de Alarm Die Alarmanlage mit ⟦2 4 6 8⟧ ausschalten.
        de Gate Hoftor: Code ⟦1590#⟧
        de Door Geben Sie ⟦38-51⟧ am Tastenfeld der Haustür ein.
        de Other Der PIN ist ⟦vier acht zwei eins⟧.
        de Lockbox Die Schlüsselbox hängt links, die Kombination ist ⟦0815⟧.
        de Door Ihr Zugangscode: ⟦٤٨٢١⟧
        de Wifi Netzwerkschlüssel: ⟦9384756102⟧
        de Other ⟦4711⟧ ist der Code.
        it Door Il codice del portone è ⟦4821⟧.
        it Lockbox La cassetta portachiavi si apre con ⟦3058⟧.
        it Wifi Password del wifi: ⟦girasole⟧
        it Wifi La password WiFi è ⟦Mare2024!⟧
        it Alarm Per l'allarme digitare ⟦1 9 7 3⟧.
        it Gate Il cancello ha il codice ⟦2468#⟧
        it Door Sul tastierino inserite ⟦７７４０⟧ e premete la chiave.
        it Lockbox Il lucchetto ha la combinazione ⟦582⟧.
        it Other PIN: ⟦quattro otto due uno⟧
        it Other Il vostro codice sarà ⟦55-08⟧
        it Door ⟦9021⟧ è il codice della porta.
        it Wifi Chiave di rete: ⟦ab12cd34⟧
        pt Door O código da porta é ⟦4821⟧.
        pt Lockbox O cofre das chaves abre com ⟦6093⟧.
        pt Wifi Senha do wifi: ⟦girassol⟧
        pt Wifi A palavra-passe do Wi-Fi é ⟦Praia2024⟧
        pt Alarm Para desligar o alarme digite ⟦3 5 7 9⟧.
        pt Gate Portão: ⟦8080⟧
        pt Door No teclado da entrada marque ⟦１２９０⟧.
        pt Lockbox O cadeado tem a combinação ⟦714⟧.
        pt Other A senha é ⟦C4477⟧
        pt Other PIN ⟦quatro oito dois um⟧
        pt Other O código será ⟦22-73⟧
        pt Lockbox Caixa de chaves: código ⟦②④⑥⑧⟧
        tr Door Kapı kodu ⟦4821⟧.
        tr Lockbox Anahtar kutusunun şifresi ⟦7305⟧.
        tr Wifi Wifi şifresi: ⟦aycicegi⟧
        tr Wifi İnternet şifresi ⟦Deniz2024!⟧
        tr Alarm Alarmı kapatmak için ⟦1 2 9 0⟧ girin.
        tr Gate Bahçe kapısı şifresi: ⟦4455#⟧
        tr Door Tuş takımına ⟦８２６４⟧ yazın.
        tr Other Kodunuz ⟦dört sekiz iki bir⟧
        tr Other Şifre: ⟦90-12⟧
        tr Lockbox Asma kilit kodu ⟦318⟧
        tr Door Binanın giriş kodu ⟦B2090⟧
        tr Other ⟦5512⟧ kodunu girin.
        zh Door 门锁密码是⟦4821⟧。
        zh Lockbox 钥匙盒的密码：⟦7350⟧
        zh Wifi WiFi密码：⟦sunflower⟧
        zh Wifi 无线网络密码是⟦Haibian2024⟧
        zh Alarm 关闭警报请输入⟦1 3 5 7⟧
        zh Gate 大门密码⟦２４６８#⟧
        zh Door 请在数字键盘上输入⟦9024⟧然后按确认键
        zh Other 密码：⟦四八二一⟧
        zh Lockbox 保险箱的密码为⟦0 4 2 0⟧
        zh Other PIN码 ⟦5538⟧
        zh Door 入口码是⟦A771⟧
        zh Other 输入⟦6601⟧，这是密码
        ja Door ドアの暗証番号は⟦4821⟧です。
        ja Lockbox キーボックスの番号：⟦7350⟧
        ja Wifi Wi-Fiのパスワード：⟦himawari⟧
        ja Wifi 無線LANのパスワードは⟦Umi2024abc⟧です
        ja Alarm アラームを止めるには⟦1 3 5 7⟧を押してください
        ja Gate ゲートのコードは⟦２４６８#⟧
        ja Door テンキーで⟦9024⟧を入力してください
        ja Other 暗証番号は⟦四八二一⟧です
        ja Lockbox 南京錠の番号は⟦042⟧です
        ja Other PINコード ⟦5538⟧
        ja Door 玄関のコード：⟦A771⟧
        ja Other ⟦6601⟧が暗証番号です
        ar Door رمز الباب هو ⟦4821⟧.
        ar Lockbox صندوق المفاتيح على اليمين والرمز ⟦٧٣٥٠⟧
        ar Wifi كلمة المرور: ⟦sunflower⟧
        ar Wifi كلمة مرور الواي فاي ⟦Bahr2024x⟧
        ar Alarm لإيقاف الإنذار أدخل ⟦1 3 5 7⟧
        ar Gate البوابة: الرمز ⟦2468#⟧
        ar Door أدخل ⟦۹۰۲۴⟧ على لوحة المفاتيح عند المدخل
        ar Other الرمز هو ⟦أربعة ثمانية اثنان واحد⟧
        ar Other كود الدخول ⟦0420⟧
        ar Other الرقم السري ⟦5538⟧
        ar Door كود باب المدخل ⟦771⟧
        ar Other ⟦6601⟧ هو الرمز
        """;
}
