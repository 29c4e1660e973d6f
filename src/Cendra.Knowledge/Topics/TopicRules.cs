namespace Cendra.Knowledge.Topics;

/// <summary>
/// The words of all topics, looked for in one walk over a text. Thousands of lines as one expression would take seconds to build; here every word of a text is looked up, so time grows with
/// the length of the text and no faster. At most 64 topics.
/// </summary>
/// <remarks>A line is words; <c>stem*</c> is the beginning of a word, <c>..</c> is up to four words of the same sentence, <c>(a|b c)</c> is a choice.</remarks>
internal sealed class TopicRules
{
    private const int LongestGap = 4;
    private const char Stem = '*';
    private const string Gap = "..";

    private readonly Dictionary<string, List<Line>> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Line>> _stems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> _unspaced = new(StringComparer.Ordinal);
    private int _longestStem;
    private int _longestUnspaced;

    /// <summary>A line of a language that writes spaces, folded.</summary>
    public void Add(int topic, string line)
    {
        foreach (var parts in TopicLine.Choices(line).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            var isStem = parts[0].EndsWith(Stem);
            var first = parts[0].TrimEnd(Stem);
            _longestStem = isStem ? Math.Max(_longestStem, first.Length) : _longestStem;
            var lines = isStem ? _stems : _words;
            (lines.TryGetValue(first, out var known) ? known : lines[first] = []).Add(new(1UL << topic, parts[1..]));
        }
    }

    /// <summary>A word of Chinese or Japanese, found wherever it stands.</summary>
    public void AddUnspaced(int topic, string word)
    {
        _unspaced[word] = _unspaced.GetValueOrDefault(word) | (1UL << topic);
        _longestUnspaced = Math.Max(_longestUnspaced, word.Length);
    }

    /// <summary>One bit for each topic of which the text speaks.</summary>
    public ulong In(TopicText text)
    {
        var found = InUnspaced(text.Written);
        for (var place = 0; place < text.Words.Count; place++)
        {
            found |= From(text.Words[place], text.Words, place + 1);
            foreach (var form in ArabicWords.IsOne(text.Words[place]) ? ArabicWords.Forms(text.Words[place]) : [])
            {
                found |= From(form, text.Words, place + 1);
            }
        }

        return found;
    }

    private ulong From(string word, IReadOnlyList<string> words, int next)
    {
        var found = _words.TryGetValue(word, out var exact) ? Matching(exact, words, next) : 0;
        var stems = _stems.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(word.Length, _longestStem); length > 0; length--)
        {
            found |= stems.TryGetValue(word.AsSpan(0, length), out var lines) ? Matching(lines, words, next) : 0;
        }

        return found;
    }

    private static ulong Matching(List<Line> lines, IReadOnlyList<string> words, int next)
    {
        var found = 0UL;
        foreach (var line in lines)
        {
            found |= Follows(line.Rest, words, next) ? line.Topic : 0;
        }

        return found;
    }

    /// <summary>A line has few gaps and each is short, so this ends after a fixed number of steps.</summary>
    private static bool Follows(ReadOnlySpan<string> rest, IReadOnlyList<string> words, int next)
    {
        if (rest.IsEmpty)
        {
            return true;
        }

        if (rest[0] == Gap)
        {
            for (var skipped = 0; skipped <= LongestGap && next + skipped < words.Count; skipped++)
            {
                if (Follows(rest[1..], words, next + skipped))
                {
                    return true;
                }

                if (words[next + skipped] == TopicText.SentenceEnd)
                {
                    return false;
                }
            }

            return false;
        }

        return next < words.Count && IsWord(rest[0], words[next]) && Follows(rest[1..], words, next + 1);
    }

    private static bool IsWord(string rule, string word) => ArabicWords.IsOne(word) ? ArabicWords.Forms(word).Exists(form => IsForm(rule, form)) : IsForm(rule, word);

    private static bool IsForm(string rule, string form) => rule.EndsWith(Stem) ? form.AsSpan().StartsWith(rule.AsSpan(..^1), StringComparison.Ordinal) : form == rule;

    private ulong InUnspaced(string written)
    {
        var (found, words) = (0UL, _unspaced.GetAlternateLookup<ReadOnlySpan<char>>());
        for (var start = 0; start < written.Length; start++)
        {
            for (var length = Math.Min(_longestUnspaced, written.Length - start); length > 0; length--)
            {
                found |= words.TryGetValue(written.AsSpan(start, length), out var topics) ? topics : 0;
            }
        }

        return found;
    }

    /// <param name="Topic">Its bit.</param>
    /// <param name="Rest">What must follow the first word.</param>
    private sealed record Line(ulong Topic, string[] Rest);
}
