using System.Text.RegularExpressions;

namespace Cendra.Lifecycle.Said;

/// <summary>
/// Which times a text says of check-in, check-out and the code. Sentence by sentence and clause by clause: a time belongs to the nearest word of its clause that says what it is about;
/// questions, denials, wishes, conditions and what holds for others say nothing. Pure.
/// </summary>
public static partial class TimeClaims
{
    /// <summary>What the text says, in its order.</summary>
    public static IReadOnlyList<TimeClaim> Of(SaidText text)
    {
        var claims = new List<TimeClaim>();
        var before = new Sentence("", [], []);
        foreach (var raw in Sentences(HarmlessNumbers.Without(text.Plain)))
        {
            var part = Blanks().Replace(raw, " ");
            var sentence = new Sentence(part, ClockReader.Of(part), SubjectWords.Of(part));
            if (!part.TrimEnd().EndsWith('?'))
            {
                claims.AddRange(OfSentence(sentence, before));
            }

            before = sentence;
        }

        return claims;
    }

    private static List<TimeClaim> OfSentence(Sentence sentence, Sentence before)
    {
        var claims = new List<TimeClaim>();
        SaidSubject? last = null;
        for (var i = 0; i < sentence.Times.Count; i++)
        {
            var isRange = i + 1 < sentence.Times.Count && IsRange(sentence.Between(i));
            var until = isRange ? sentence.Times[i + 1] : null;
            var spoken = OfTimes(sentence, before, i, until, last).ToList();
            claims.AddRange(spoken);
            last = spoken.Count > 0 ? spoken[^1].Subject : null;
            i += isRange ? 1 : 0;
        }

        return claims;
    }

    /// <summary>What one time, or the two ends of a span, say.</summary>
    private static IEnumerable<TimeClaim> OfTimes(Sentence sentence, Sentence before, int index, SpokenTime? until, SaidSubject? last)
    {
        var time = sentence.Times[index];
        var clause = Clause.Around(sentence, index, until ?? time);
        var cue = clause.Cue ?? Heading(sentence, before, index);
        if (cue is null)
        {
            // "It works from 15:00, until 11:00": the second half of what was begun.
            return last == SaidSubject.CodeFrom && clause.AsksUntil ? [new TimeClaim(SaidSubject.CodeUntil, time, true)] : [];
        }

        if (cue == CueKind.Other || SubjectWords.OnlyMentions(clause.Text) || Replaced().IsMatch(clause.Before))
        {
            return [];
        }

        return SubjectWords.Denies(clause.Text) && !(cue == CueKind.CheckIn && clause.AsksBefore) ? [] : Said(cue.Value, clause, time, until);
    }

    private static IEnumerable<TimeClaim> Said(CueKind cue, Clause clause, SpokenTime time, SpokenTime? until) => (cue, until) switch
    {
        (CueKind.CheckIn, null) when clause.AsksUntil || (clause.AsksBefore && !SubjectWords.Denies(clause.Text)) => [], // The latest arrival.
        (CueKind.CheckIn, _) => [new TimeClaim(SaidSubject.CheckIn, time, true)],
        (CueKind.CheckOut, null) when clause.AsksFrom => [],
        (CueKind.CheckOut, _) => [new TimeClaim(SaidSubject.CheckOut, until ?? time, true)],
        (CueKind.Coming, _) when !SubjectWords.IsCondition(clause.Text) && SubjectWords.Allows(clause.Text) && !clause.AsksUntil && !clause.AsksBefore => [new TimeClaim(SaidSubject.CheckIn, time, false)],
        (CueKind.Leaving, _) when !SubjectWords.IsCondition(clause.Text) && !clause.AsksFrom => [new TimeClaim(SaidSubject.CheckOut, until ?? time, false)],
        (CueKind.Code, { } end) => [new TimeClaim(SaidSubject.CodeFrom, time, true), new TimeClaim(SaidSubject.CodeUntil, end, true)],
        (CueKind.Code, null) when clause.AsksFrom => [new TimeClaim(SaidSubject.CodeFrom, time, true)],
        (CueKind.Code, null) when clause.AsksUntil => [new TimeClaim(SaidSubject.CodeUntil, time, true)],
        _ => [],
    };

    /// <summary>A short sentence such as "Check-in?" or "Your code:" says what the next one is about.</summary>
    private static CueKind? Heading(Sentence sentence, Sentence before, int index) =>
        index == 0 && sentence.Cues.Count == 0 && before is { Times.Count: 0, Cues: [.., { Kind: CueKind.CheckIn or CueKind.CheckOut } cue] } && before.Text.Length <= 40 ? cue.Kind : null;

    private static IEnumerable<string> Sentences(string plain)
    {
        var joined = Colon().Replace(plain, ": ");
        var from = 0;
        foreach (Match end in End().Matches(joined))
        {
            if (!(end.Value[0] == '.' && end.Index > 0 && char.IsAsciiDigit(joined[end.Index - 1]) && HarmlessNumbers.IsMonth(joined[(end.Index + 1)..])))
            {
                yield return joined[from..(end.Index + 1)];
                from = end.Index + end.Length;
            }
        }

        yield return joined[from..];
    }

    private static bool IsRange(string between) => Span().IsMatch(between) && SpanWord().IsMatch(between);

    private sealed record Sentence(string Text, IReadOnlyList<SpokenTime> Times, IReadOnlyList<Cue> Cues)
    {
        public string Between(int index) => Text[Times[index].Until..Math.Max(Times[index].Until, Times[index + 1].From)];
    }

    /// <summary>The part of a sentence that a time stands in, and what it is about.</summary>
    private sealed record Clause(string Text, string Before, CueKind? Cue)
    {
        public bool AsksFrom => From().IsMatch(Before);

        public bool AsksUntil => Till().IsMatch(Before);

        public bool AsksBefore => Earlier().IsMatch(Before);

        public static Clause Around(Sentence sentence, int index, SpokenTime until)
        {
            var time = sentence.Times[index];
            var breaks = Break().Matches(sentence.Text).Where(b => !sentence.Times.Any(t => t.From <= b.Index && b.Index < t.Until)).ToList();
            var from = breaks.LastOrDefault(b => b.Index < time.From) is { } left ? left.Index + left.Length : 0;
            var end = breaks.FirstOrDefault(b => b.Index >= until.Until)?.Index ?? sentence.Text.Length;
            var inside = sentence.Cues.Where(c => c.From >= from && c.From < end).ToList();
            return new Clause(sentence.Text[from..end], sentence.Text[Math.Max(0, time.From - 40)..time.From], Nearest(inside, time) ?? Outside(sentence, index, until, from, end)?.Kind);
        }

        /// <summary>The nearest before the time, else the first after it. Plans of somebody else win over words that only may mean the guest.</summary>
        private static CueKind? Nearest(List<Cue> inside, SpokenTime time)
        {
            var chosen = inside.LastOrDefault(c => c.From < time.From) ?? inside.FirstOrDefault();
            return chosen is null ? null
                : chosen.Kind is CueKind.CheckIn or CueKind.CheckOut or CueKind.Other ? chosen.Kind
                : inside.Exists(c => c.Kind == CueKind.Other) ? CueKind.Other
                : inside.LastOrDefault(c => c.Kind is CueKind.CheckIn or CueKind.CheckOut && c.From < time.From)?.Kind ?? chosen.Kind;
        }

        /// <summary>In a clause before or behind it that has no time of its own.</summary>
        private static Cue? Outside(Sentence sentence, int index, SpokenTime until, int from, int end)
        {
            var before = sentence.Cues.LastOrDefault(c => c.Until <= from);
            if (before is not null && (index == 0 || sentence.Times[index - 1].From < before.From))
            {
                return before;
            }

            var after = sentence.Cues.FirstOrDefault(c => c.From >= end);
            return after is not null && !sentence.Times.Any(t => t.From >= until.Until && t.From < after.From) ? after : null;
        }
    }

    [GeneratedRegex(" {2,}")]
    private static partial Regex Blanks();

    [GeneratedRegex(@":[ \n]*\n")]
    private static partial Regex Colon();

    [GeneratedRegex(@"[.!?](?=\s|$)|\n|;|(?<=\s)-(?=\s)(?!\s*\d)")]
    private static partial Regex End();

    [GeneratedRegex(@",|[()|/•]| (?:and|und|y|et|e|but|aber|pero|mais|ma|then|dann|luego|puis|poi) (?!(?:las?|l')? ?\d)")]
    private static partial Regex Break();

    [GeneratedRegex(@"\A[\s,]*(?:(?:-|to|until|till|bis|zum|and|und|a|al|au|y|hasta|jusqu'a|jusqu'au|et|alle|e|fino|las|la|el|le|les|um|ore|the|del|de|latest|spatestens|uhr|h)[\s,]*)*\z")]
    private static partial Regex Span();

    [GeneratedRegex(@"-|\b(?:to|until|till|bis|and|und|a|al|au|y|hasta|jusqu'au?|et|alle|e|fino)\b")]
    private static partial Regex SpanWord();

    [GeneratedRegex(@"\b(?:from|after|as of|ab|von|nach|desde|a partir d\w*|despues de|de|des|apres|dalle|da|dal|dopo|du)\b[ ']?(?: ?(?:a|le|la|las|les|l'|el|al|alle|ore|um|about|circa|etwa|at))*[ ,]*$")]
    private static partial Regex From();

    [GeneratedRegex(@"\b(?:until|till|to|by|latest|bis|spatestens|hasta|tardar|jusqu'au?|fino|entro|al|au|no later than)\b(?: ?(?:le|la|las|les|l'|el|al|alle|a|um|zum|ore|at|etwa))*[ ,]*$")]
    private static partial Regex Till();

    [GeneratedRegex(@"\b(?:before|vor|antes de|avant|prima delle?)\b(?: ?(?:le|la|las|les|l'|el|ore))*[ ,]*$")]
    private static partial Regex Earlier();

    [GeneratedRegex(@"\b(?:instead of|rather than|statt|anstatt|en vez de|en lugar de|au lieu de|invece (?:di|delle)|not|nicht|pas)(?: (?:las|la|alle|at|um|a))?[ ,]*$")]
    private static partial Regex Replaced();
}
