namespace Cendra.Messaging.WhatsApp;

/// <summary>Made-up values that WhatsApp asks for beside a text to be approved. Nobody lives there and no door knows the code.</summary>
internal static class TemplateSamples
{
    private const string Zone = "Europe/Madrid";
    private static readonly DateTimeOffset Arrival = new(2026, 6, 1, 13, 0, 0, TimeSpan.Zero);

    /// <summary>The sample for a place; its own name in words where an owner added a place that nobody knows here.</summary>
    public static string Of(string place, string language) => place switch
    {
        "guest" => "Anna",
        "property" => "Casa Sol",
        "address" => "Carrer de Verdi 12, Barcelona",
        "arrival" or "from" => GuestDates.Moment(Arrival, Zone, language),
        "until" => GuestDates.MomentIn(Arrival.AddDays(4).AddHours(-4), Zone, "Barcelona", language),
        "departure" => GuestDates.MomentIn(Arrival.AddDays(4).AddHours(-4), Zone, "Barcelona", language),
        "arrivals" => "4",
        "ready" => "3",
        "codes" => "482 073",
        "place" => "Casa Sol, Barcelona",
        "link" => "https://stay.example.com/a/K7Q2M9XW",
        "page" => "https://stay.example.com/g/kdvrhmtbqgnscfjpkdvrhmtbqgnscfjp",
        _ => Words(language).GetValueOrDefault(place, place),
    };

    private static Dictionary<string, string> Words(string language) => language switch
    {
        "es" => new()
        {
            ["steps"] = "1. Puerta de la calle: teclea el código y pulsa #. 2. Ático, cuarta planta: teclea el código y pulsa #.",
            ["help"] = "Espera un momento y teclea el código otra vez. Si sigue cerrada, responde a este mensaje y avisamos a una persona.",
            ["title"] = "La cerradura del ático no responde",
            ["what"] = "Sin conexión desde las 14:05. La próxima llegada es a las 15:00.",
        },
        "de" => new()
        {
            ["steps"] = "1. Haustür: Code eingeben, dann # drücken. 2. Dachwohnung, vierter Stock: Code eingeben, dann # drücken.",
            ["help"] = "Warten Sie kurz und geben Sie den Code noch einmal ein. Bleibt sie zu, antworten Sie hier, und wir holen einen Menschen.",
            ["title"] = "Das Schloss der Dachwohnung antwortet nicht",
            ["what"] = "Offline seit 14:05. Die nächste Ankunft ist um 15:00 Uhr.",
        },
        "fr" => new()
        {
            ["steps"] = "1. Porte de la rue : tapez le code, puis #. 2. Dernier étage, à gauche : tapez le code, puis #.",
            ["help"] = "Attendez un instant et tapez le code encore une fois. Si elle reste fermée, répondez à ce message et nous appelons quelqu’un.",
            ["title"] = "La serrure du dernier étage ne répond pas",
            ["what"] = "Hors ligne depuis 14h05. La prochaine arrivée est à 15h00.",
        },
        _ => Further(language) ?? new()
        {
            ["steps"] = "1. Street door: type the code, then #. 2. Attic, fourth floor: type the code, then #.",
            ["help"] = "Wait a moment and type the code once more. If it stays shut, answer this message and we call a person.",
            ["title"] = "The attic's lock does not answer",
            ["what"] = "Offline since 14:05. The next arrival is at 15:00.",
        },
    };

    private static Dictionary<string, string>? Further(string language) => language switch
    {
        "it" => new()
        {
            ["steps"] = "1. Portone: digita il codice e premi #. 2. Attico, quarto piano: digita il codice e premi #.",
            ["help"] = "Aspetta un momento e digita di nuovo il codice. Se resta chiusa, rispondi a questo messaggio e chiamiamo una persona.",
        },
        "pt" => new()
        {
            ["steps"] = "1. Porta da rua: digite o código e prima #. 2. Sótão, quarto andar: digite o código e prima #.",
            ["help"] = "Espere um momento e digite o código outra vez. Se continuar fechada, responda a esta mensagem e chamamos uma pessoa.",
        },
        "nl" => new()
        {
            ["steps"] = "1. Voordeur: toets de code in en druk op #. 2. Zolder, vierde verdieping: toets de code in en druk op #.",
            ["help"] = "Wacht even en toets de code nog eens in. Blijft hij dicht, antwoord dan op dit bericht en we bellen iemand.",
        },
        "ar" => new()
        {
            ["steps"] = "1. باب الشارع: اكتب الرمز ثم #. 2. العلية، الطابق الرابع: اكتب الرمز ثم #.",
            ["help"] = "انتظر لحظة واكتب الرمز مرة أخرى. إذا بقي مغلقًا، رد على هذه الرسالة وسنتصل بشخص.",
        },
        "zh" => new()
        {
            ["steps"] = "1. 临街大门：输入门码后按 #。2. 四楼阁楼：输入门码后按 #。",
            ["help"] = "请稍等片刻再输入一次门码。如果仍打不开，请回复此消息，我们会联系工作人员。",
        },
        "tr" => new()
        {
            ["steps"] = "1. Sokak kapısı: Kodu yazın, sonra # tuşuna basın. 2. Çatı katı, dördüncü kat: Kodu yazın, sonra # tuşuna basın.",
            ["help"] = "Biraz bekleyin ve kodu yeniden yazın. Açılmazsa bu mesajı yanıtlayın, bir insanı çağırırız.",
        },
        "ja" => new()
        {
            ["steps"] = "1. 通りのドア：コードを入力して # を押します。 2. 屋根裏部屋、四階：コードを入力して # を押します。",
            ["help"] = "少し待ってから、もう一度コードを入力してください。開かないときはこのメッセージにご返信ください。担当者を呼びます。",
        },
        "ru" => new()
        {
            ["steps"] = "1. Дверь с улицы: введите код и нажмите #. 2. Мансарда, четвёртый этаж: введите код и нажмите #.",
            ["help"] = "Подождите немного и введите код ещё раз. Если дверь не открылась, ответьте на это сообщение, и мы позовём человека.",
        },
        _ => null,
    };
}
