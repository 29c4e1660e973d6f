namespace Cendra.Messaging.Email.Reading;

/// <summary>What one line of a mail is, before the lines around it were looked at.</summary>
internal enum LineKind
{
    /// <summary>Nothing that can be seen.</summary>
    Empty,

    /// <summary>What somebody wrote: everything that is nothing else.</summary>
    Text,

    /// <summary>Begins with <c>&gt;</c>, as programs mark what they quote.</summary>
    Quote,

    /// <summary>Only strokes, stars and the like.</summary>
    Delimiter,

    /// <summary>"Sent from my …", put there by a telephone.</summary>
    MobileSignature,

    /// <summary>"On … wrote:" with a date and an address or a time: whatever follows is quoted, marked or not.</summary>
    Attribution,

    /// <summary>The same with less to prove it, which a guest may have typed: believed only before marked quotes.</summary>
    WeakAttribution,

    /// <summary>"From:", "Sent:", "To:" …; alone it proves nothing.</summary>
    Header,

    /// <summary>"----- Original Message -----": a mail begins.</summary>
    OriginalMessage,
}

/// <summary>A line, or the lines over which one attribution was broken: from the first, up to but without the last.</summary>
internal readonly record struct ReplyLine(LineKind Kind, int From, int Until);
