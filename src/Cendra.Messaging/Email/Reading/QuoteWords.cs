using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Cendra.Messaging.Email.Reading;

/// <summary>Which of the headers that programs copy above a quoted mail.</summary>
internal enum QuotedHeader
{
    /// <summary>Who wrote it.</summary>
    From,

    /// <summary>When.</summary>
    Sent,

    /// <summary>To whom.</summary>
    To,

    /// <summary>Who else got it.</summary>
    Copy,

    /// <summary>About what.</summary>
    Subject,
}

/// <summary>
/// The words by which mail programs of some twenty languages announce a quoted mail. Every expression is of the kind that cannot backtrack: the text comes from anybody, and must not cost more
/// than its length.
/// </summary>
internal static class QuoteWords
{
    private const RegexOptions Safe = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly FrozenDictionary<string, QuotedHeader> Headers = new (QuotedHeader Kind, string Words)[]
    {
        (QuotedHeader.From, "from|von|de|da|van|от|від|发件人|寄件者|寄件人|من|från|fra|od|lähettäjä|kimden|差出人|보낸 사람|expéditeur|remitente|mittente|remetente|afzender|отправитель|expeditor"),
        (QuotedHeader.Sent, "sent|date|gesendet|datum|envoyé|fecha|enviado|enviado el|inviato|data|enviada em|enviado em|verzonden|дата|отправлено|надіслано|发送时间|日期|時間|寄件日期|تاريخ|التاريخ|أرسلت|أُرسلت|skickat|sendt|dato|wysłano|wysłane|odesláno|lähetetty|gönderildi|tarih|送信日時|보낸 날짜|trimis"),
        (QuotedHeader.To, "to|an|à|a|para|aan|кому|收件人|إلى|till|til|do|komu|vastaanottaja|kime|宛先|받는 사람|destinataire|destinatario|destinatário|către"),
        (QuotedHeader.Copy, "cc|bcc|kopie|copie|copia|cópia|копия|копія|抄送|副本|نسخة|kopia|kopi|dw|reply-to"),
        (QuotedHeader.Subject, "subject|betreff|objet|sujet|asunto|oggetto|assunto|onderwerp|тема|主题|主旨|الموضوع|ämne|emne|temat|předmět|aihe|konu|件名|제목|subiect"),
    }.SelectMany(h => h.Words.Split('|').Select(word => (word, h.Kind))).DistinctBy(h => h.word).ToFrozenDictionary(h => h.word, h => h.Kind, StringComparer.OrdinalIgnoreCase);

    /// <summary>Two strokes or more, then the words, then nothing that was written by hand.</summary>
    public static readonly Regex OriginalMessage = new(
        @"^[\s*_]*[-–—_=]{2,}[\s*_]*(?:original message|original appointment|reply message|ursprüngliche nachricht|original-nachricht|originalnachricht|mensaje original|message d'origine|message original|messaggio originale"
        + @"|mensagem original|oorspronkelijk bericht|原始邮件|原始郵件|原邮件|исходное сообщение|оригинальное сообщение|الرسالة الأصلية|ursprungligt meddelande|oprindelig meddelelse|opprinnelig melding|wiadomość oryginalna"
        + @"|forwarded message|forwarded mail|weitergeleitete nachricht|mensaje reenviado|message transféré|message réexpédié|messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht|转发的?邮件|轉寄郵件"
        + @"|пересылаемое сообщение|пересланное сообщение|رسالة مُ?عاد توجيهها|رسالة محولة|videresendt melding|vidarebefordrat meddelande|wiadomość przekazana)[^\n]{0,80}?[-–—_=*]{2,}[\s*_]*$", Safe);

    /// <summary>What stands without strokes.</summary>
    public static readonly Regex BeginForwarded = new(
        @"^\s*(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message (?:réexpédié|transféré)|inicio del mensaje reenviado|inizio messaggio inoltrato|início da mensagem (?:encaminhada|reenviada)|begin doorgestuurd bericht)\s*:\s*$", Safe);

    /// <summary>Somebody wrote, in the words of the programs; letters on neither side.</summary>
    public static readonly Regex Wrote = new(
        @"(?:^|[^\p{L}])(?:wrote|writes|schrieb(?:en)?|geschrieben|a écrit|escribió|escribio|ha scritto|escreveu|schreef|skrev|napisał(?:\(a\)|a)?|pisze|пишет|писал[аи]?|написал(?:\(а\)|а)?|пише|написав|كتب(?:ت)?|yazdı|kirjoitti|napsal(?:\(a\)|a)?|ha escrit|έγραψε|írta|a scris)(?:[^\p{L}]|$)"
        + @"|写道|寫道|写了|のメール|書きました|작성|님이 씀|đã viết", Safe);

    /// <summary>The last thing of an attribution: a colon, or the strokes in which some programs put it.</summary>
    public static readonly Regex AttributionEnd = new(@"(?:[:：][\s*_""”»]*|[^-–—][ ]+[-–—]{2,}\s*)$", Safe);

    /// <summary>The words with which an attribution begins where the date comes first, and a digit soon after.</summary>
    public static readonly Regex DateBegins = new(
        @"^[\s\-–—*_]*(?:(?:on|am|le|el|il|il giorno|em|op|den|dne|dnia|w dniu|på|pe|на|vào|a|στις|в)[\s,]+(?:[^\n]{0,30}?[\s,.(])?[0-9]|[0-9]{1,4}[\s./-]|(?:في|在|於|于)[^\n]{0,40}?[0-9])", Safe);

    /// <summary>An address as programs write it behind a name.</summary>
    public static readonly Regex BracketedAddress = new(@"(?:[<(\[]|&lt;)(?:mailto:)?[^\s<>@()\[\]]+@[^\s<>@()\[\]]+", Safe);

    /// <summary>An address.</summary>
    public static readonly Regex Address = new(@"[^\s<>@()\[\]]@[^\s<>@()\[\]]", Safe);

    /// <summary>A time of day.</summary>
    public static readonly Regex Time = new(@"[0-9]{1,2}(?:[:.h]|时|時|点)[0-9]{2}", Safe);

    /// <summary>How people speak of each other and programs do not.</summary>
    public static readonly Regex Pronoun = new(@"(?:^|[^\p{L}])(?:you|i|we|he|she|they|du|sie|ich|wir|er|tu|vous|je|nous|usted|él|ella|lei|você|jij|u|ik|вы|ты|я|мы)\s+(?:wrote|schrieb(?:en|st)?|a(?:vez|s)? écrit|escribió|ha scritto|escreveu|schreef|написал[аи]?)", Safe);

    /// <summary>A program that writes no verb: date, time, offset, name.</summary>
    public static readonly Regex DateOffsetName = new(@"^[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\s+(?:GMT|UTC)[+\-−][0-9]{1,2}(?::?[0-9]{2})?\s+[^.!?？。]{1,100}$", Safe);

    /// <summary>Something the guest answered further down, where quotes stand.</summary>
    public static readonly Regex AnswersBelow = new(
        @"(?:^|[^\p{L}])(?:below|inline|in-line|in line|in red|in blue|in green|in bold|siehe unten|weiter unten|unten|in rot|ci-dessous|plus bas|en rouge|abajo|en rojo|di seguito|qui sotto|in rosso|abaixo|em vermelho|hieronder|zie onder|in rood|ниже|красным|أدناه|بالأحمر)(?:[^\p{L}]|$)|下面|见下|見下|红色|紅色", Safe);

    /// <summary>Which header a line copies; null = none. <paramref name="value"/> is what stands behind it.</summary>
    public static QuotedHeader? HeaderOf(string line, out string value)
    {
        var colon = line.AsSpan(0, Math.Min(line.Length, 40)).IndexOfAny(':', '：');
        value = colon > 0 ? line[(colon + 1)..] : "";
        return colon > 0 && Headers.TryGetValue(line[..colon].Trim(' ', '\t', '*', '_'), out var kind) ? kind : null;
    }
}
