using System.Text.RegularExpressions;

namespace Cendra.Messaging.Email.Reading;

/// <summary>
/// Decides which lines of a mail are the reply. Everything goes that is proven to be quoted or to be a signature; what is in doubt stays, because a line too many costs a reader a moment
/// and a line too few loses what a guest said.
/// </summary>
internal sealed class ReplyCut(IReadOnlyList<string> lines, List<ReplyLine> found)
{
    private const int LongestSignature = 15;
    private const int LongestSignatureLine = 200;
    private const int ShortReply = 400;

    private static readonly Regex Question = new(@"\?(?:\s|$)|[？؟¿]", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private readonly bool[] gone = new bool[found.Count];

    /// <summary>Letters that went as a signature, which is a guess and not a proof.</summary>
    public int Guessed { get; private set; }

    /// <summary>A quoted mail without marks was cut off although the reply says that answers stand in it.</summary>
    public bool AnswersAreBelow { get; private set; }

    /// <summary>The lines that stay, with their numbers.</summary>
    public IEnumerable<int> Kept()
    {
        Signatures();
        Embedded();
        Ends();
        return Enumerable.Range(0, found.Count).Where(i => !gone[i]).SelectMany(i => Enumerable.Range(found[i].From, found[i].Until - found[i].From));
    }

    /// <summary>Takes away what follows the mark of a signature, up to the next thing of another kind, if it looks like one and not like more of the mail.</summary>
    private void Signatures()
    {
        var written = false;
        for (var i = 0; i < found.Count; i++)
        {
            written |= found[i].Kind == LineKind.Text;
            if (found[i].Kind != LineKind.Delimiter || !written)
            {
                continue;
            }

            var until = i + 1;
            while (until < found.Count && found[until].Kind is LineKind.Empty or LineKind.Text or LineKind.MobileSignature)
            {
                until++;
            }

            if (IsSignature(i, until))
            {
                Guessed += Enumerable.Range(i, until - i).Sum(Letters);
                Remove(i, until);
            }
            else if (Enumerable.Range(i, until - i).Any(j => found[j].Kind == LineKind.Text))
            {
                i = until - 1;
            }
        }
    }

    /// <summary>Short lines that ask nothing below the two strokes of RFC 3676 or a long line. Other strokes are what guests put between two parts of one letter.</summary>
    private bool IsSignature(int delimiter, int until)
    {
        var strokes = lines[found[delimiter].From].Trim();
        var texts = Enumerable.Range(delimiter + 1, until - delimiter - 1).Where(i => found[i].Kind == LineKind.Text).Select(i => lines[found[i].From]).ToList();
        return (strokes is "--" or "—" or "–" || (strokes.Length >= 8 && strokes.All(c => c == '_')))
            && texts.Count is > 0 and <= LongestSignature && texts.TrueForAll(t => t.Length <= LongestSignatureLine && !Question.IsMatch(t));
    }

    /// <summary>Cuts at the first mail that was put below without marks; where marks follow, only the announcement goes, for the guest may have answered between the quotes.</summary>
    private void Embedded()
    {
        var written = false;
        for (var i = 0; i < found.Count; i++)
        {
            written |= found[i].Kind == LineKind.Text && !gone[i];
            if (found[i].Kind is not (LineKind.Attribution or LineKind.Header or LineKind.OriginalMessage))
            {
                continue;
            }

            var until = EndOfAnnouncement(i);
            var isQuoted = NextKind(until) == LineKind.Quote;
            if (written && !isQuoted)
            {
                CutFrom(i);
                return;
            }

            if (isQuoted || found[i].Kind == LineKind.Attribution)
            {
                Remove(i, until);
            }

            if (!written && isQuoted)
            {
                RemoveQuotesAbove(until);
            }

            i = until - 1;
        }
    }

    private void CutFrom(int index)
    {
        var reply = string.Join('\n', Enumerable.Range(0, index).Where(i => !gone[i] && found[i].Kind == LineKind.Text).Select(i => lines[found[i].From]));
        AnswersAreBelow = reply.Length <= ShortReply && QuoteWords.AnswersBelow.IsMatch(reply);
        Remove(index, found.Count);
    }

    /// <summary>The announcement with its blank lines and headers: one program writes both, "Original Message" and the headers.</summary>
    private int EndOfAnnouncement(int from)
    {
        var until = from + 1;
        if (found[from].Kind != LineKind.Attribution)
        {
            for (var i = until; i < found.Count && found[i].Kind is LineKind.Empty or LineKind.Header; i++)
            {
                until = found[i].Kind == LineKind.Header ? i + 1 : until;
            }
        }

        return until;
    }

    /// <summary>A guest who writes below the quoted mail: the quote goes if anything was written after it.</summary>
    private void RemoveQuotesAbove(int from)
    {
        var until = from;
        while (until < found.Count && found[until].Kind is LineKind.Empty or LineKind.Quote)
        {
            until++;
        }

        if (found.FindLastIndex(l => l.Kind == LineKind.Text) >= until)
        {
            Remove(from, until);
        }
    }

    private void Ends()
    {
        for (var i = found.Count - 1; i >= 0 && (gone[i] || found[i].Kind is not (LineKind.Text or LineKind.Header)); i--)
        {
            gone[i] = true;
        }
    }

    private LineKind NextKind(int from)
    {
        while (from < found.Count && found[from].Kind == LineKind.Empty)
        {
            from++;
        }

        return from < found.Count ? found[from].Kind : LineKind.Empty;
    }

    private void Remove(int from, int until) => Array.Fill(gone, true, from, until - from);

    private int Letters(int index) => lines[found[index].From].Count(c => !char.IsWhiteSpace(c));
}
