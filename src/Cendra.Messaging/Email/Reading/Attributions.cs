namespace Cendra.Messaging.Email.Reading;

/// <summary>Finds "On … wrote:" and its like, also where a program broke it over up to four lines.</summary>
internal static class Attributions
{
    private const int Longest = 400;
    private const int MostLines = 4;

    /// <summary>The attribution that begins in this line and the line after it; null = none begins here.</summary>
    public static ReplyLine? At(IReadOnlyList<string> lines, int from)
    {
        if (KindOf(lines[from]) is { } alone)
        {
            return new ReplyLine(alone, from, from + 1);
        }

        if (!MayBegin(lines[from]))
        {
            return null;
        }

        var (joined, count) = (lines[from].Trim(), 1);
        for (var next = from + 1; next < lines.Count && count < MostLines && joined.Length < Longest; next++)
        {
            var line = lines[next].Trim();
            if (line.Length == 0)
            {
                if (next + 1 >= lines.Count || !lines[next + 1].TrimStart().StartsWith('<'))
                {
                    return null;
                }

                continue; // One program leaves a blank line before the address.
            }

            if (line.StartsWith('>') && !line.StartsWith("> wrote", StringComparison.OrdinalIgnoreCase) || QuoteWords.DateBegins.IsMatch(line) && KindOf(line) is not null)
            {
                return null;
            }

            (joined, count) = (joined + " " + line, count + 1);
            if (KindOf(joined) is { } kind)
            {
                return new ReplyLine(kind, from, next + 1);
            }
        }

        return null;
    }

    /// <summary>An attribution is this line, or may begin in it.</summary>
    public static bool Begin(string line) => KindOf(line) is not null || (QuoteWords.BracketedAddress.IsMatch(line) && QuoteWords.Wrote.IsMatch(line));

    private static LineKind? KindOf(string line)
    {
        if (line.Length is < 6 or > Longest)
        {
            return null;
        }

        if (QuoteWords.DateOffsetName.IsMatch(line.Trim()))
        {
            return LineKind.Attribution;
        }

        if (!QuoteWords.AttributionEnd.IsMatch(line) || !QuoteWords.Wrote.IsMatch(line))
        {
            return null;
        }

        var byDate = QuoteWords.DateBegins.IsMatch(line);
        var proven = QuoteWords.BracketedAddress.IsMatch(line) || (byDate && (QuoteWords.Address.IsMatch(line) || (QuoteWords.Time.IsMatch(line) && !QuoteWords.Pronoun.IsMatch(line))));
        return proven ? LineKind.Attribution : byDate ? LineKind.WeakAttribution : null;
    }

    /// <summary>A line that ends a sentence begins no attribution: what the guest wrote above one must not be drawn into it.</summary>
    private static bool MayBegin(string line) =>
        line.Length is > 3 and <= Longest && !line.EndsWith('!') && !line.EndsWith('?')
        && (QuoteWords.DateBegins.IsMatch(line) || (QuoteWords.BracketedAddress.IsMatch(line) && QuoteWords.Wrote.IsMatch(line)));
}
