namespace Cendra.Messaging.Email.Reading;

/// <summary>Gives every line of a mail its kind, first by itself and then by the lines around it.</summary>
internal static class ReplyLines
{
    private const string Strokes = "-_,=+~#*—–";
    private const int MostBetweenHeaders = 2;
    private const int LongestBlock = 16;

    /// <summary>The kinds of these lines, in their order and without a gap.</summary>
    public static List<ReplyLine> Of(IReadOnlyList<string> lines)
    {
        var (found, code) = (new List<ReplyLine>(lines.Count), CodeBlocks(lines));
        for (var i = 0; i < lines.Count;)
        {
            var line = code[i] ? new ReplyLine(LineKind.Text, i, i + 1) : Attributed(lines, i) ?? new ReplyLine(KindOf(lines[i]), i, i + 1);
            found.Add(line);
            i = line.Until;
        }

        SettleWeakAttributions(found);
        SettleHeaders(found, lines);
        SettleMobileSignatures(found);
        return found;
    }

    /// <summary>By itself the line is more than words that go on from the line above.</summary>
    public static bool IsSign(string line) => Attributions.Begin(line) || KindOf(line) is not (LineKind.Text or LineKind.Empty);

    private static ReplyLine? Attributed(IReadOnlyList<string> lines, int at) => IsQuote(lines[at]) ? null : Attributions.At(lines, at);

    private static LineKind KindOf(string line)
    {
        var text = line.Trim();
        return text.Length == 0 ? LineKind.Empty
            : IsQuote(text) ? LineKind.Quote
            : IsDelimiter(text) ? LineKind.Delimiter
            : QuoteWords.OriginalMessage.IsMatch(Start(text)) || QuoteWords.BeginForwarded.IsMatch(Start(text)) ? LineKind.OriginalMessage
            : MobileSignatures.Is(text) ? LineKind.MobileSignature
            : QuoteWords.HeaderOf(text, out _) is not null ? LineKind.Header
            : LineKind.Text;
    }

    private static string Start(string text) => text.Length > 200 ? text[..200] : text;

    /// <summary><c>&gt;</c>, or as old programs do the initials of the one who is quoted before it. <c>&lt;&lt;sent by …&gt;&gt;</c> begins otherwise.</summary>
    private static bool IsQuote(string line)
    {
        var text = line.AsSpan().TrimStart();
        var initials = text.IndexOfAnyExceptInRange('A', 'Z');
        return initials is >= 0 and <= 3 && text[initials] == '>' && (initials == 0 || initials == text.Length - 1 || text[initials + 1] is ' ' or '>');
    }

    private static bool IsDelimiter(string text) =>
        text.AsSpan().IndexOfAnyExcept(Strokes + " \t") < 0 && (text.Length > 1 || text[0] is '—');

    /// <summary>What stands between two fences of three back-ticks is text whatever it looks like. A fence without an end opens nothing.</summary>
    private static bool[] CodeBlocks(IReadOnlyList<string> lines)
    {
        var (inside, opened) = (new bool[lines.Count], -1);
        for (var i = 0; i < lines.Count; i++)
        {
            if (!lines[i].TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            if (opened >= 0)
            {
                Array.Fill(inside, true, opened, i - opened + 1);
            }

            opened = opened >= 0 ? -1 : i;
        }

        return inside;
    }

    private static void SettleWeakAttributions(List<ReplyLine> found)
    {
        var quoteFollows = false;
        for (var i = found.Count - 1; i >= 0; i--)
        {
            if (found[i].Kind == LineKind.WeakAttribution)
            {
                found[i] = found[i] with { Kind = quoteFollows ? LineKind.Attribution : LineKind.Text };
            }

            quoteFollows = found[i].Kind == LineKind.Empty ? quoteFollows : found[i].Kind == LineKind.Quote;
        }
    }

    /// <summary>Three different headers together, the sender among them and the subject or an address too, are a quoted mail; "From: airport, To: your flat" is a guest's wish.</summary>
    private static void SettleHeaders(List<ReplyLine> found, IReadOnlyList<string> lines)
    {
        for (var i = 0; i < found.Count; i++)
        {
            if (found[i].Kind != LineKind.Header)
            {
                continue;
            }

            var (until, isMail) = Block(found, lines, i);
            for (var j = i; j < until; j++)
            {
                found[j] = found[j] with { Kind = isMail ? LineKind.Header : found[j].Kind == LineKind.Header ? LineKind.Text : found[j].Kind };
            }

            i = until - 1;
        }
    }

    private static (int Until, bool IsMail) Block(List<ReplyLine> found, IReadOnlyList<string> lines, int from)
    {
        var (kinds, address, until) = (new HashSet<QuotedHeader>(), false, from);
        for (var i = from; i < found.Count && i - from < LongestBlock && i - until <= MostBetweenHeaders; i++)
        {
            if (found[i].Kind == LineKind.Header && QuoteWords.HeaderOf(lines[found[i].From], out var value) is { } kind)
            {
                kinds.Add(kind);
                address |= kind == QuotedHeader.From && value.Contains('@', StringComparison.Ordinal);
                until = i + 1;
            }
            else if (found[i].Kind is not (LineKind.Empty or LineKind.Text))
            {
                break;
            }
        }

        return (until, kinds.Count >= 3 && kinds.Contains(QuotedHeader.From) && (address || kinds.Contains(QuotedHeader.Subject)));
    }

    /// <summary>A telephone signs at the end: with text after it, the line is the guest's.</summary>
    private static void SettleMobileSignatures(List<ReplyLine> found)
    {
        var textFollows = false;
        for (var i = found.Count - 1; i >= 0; i--)
        {
            if (found[i].Kind == LineKind.MobileSignature && textFollows)
            {
                found[i] = found[i] with { Kind = LineKind.Text };
            }

            textFollows = found[i].Kind == LineKind.Text || (textFollows && found[i].Kind is LineKind.Empty or LineKind.MobileSignature);
        }
    }
}
