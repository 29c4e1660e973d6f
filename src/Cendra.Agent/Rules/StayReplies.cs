using System.Globalization;
using Cendra.Agent.Language;
using Cendra.Agent.Prompts;
using Cendra.Agent.Replies;

namespace Cendra.Agent.Rules;

/// <summary>
/// Asks a guest of several stays which one they mean, once, once more, and then leaves it to a person. Danger goes first and waits for nothing; at a locked door a person is called with the question. Every word comes from
/// <c>prompts/which-stay.md</c>.
/// </summary>
internal sealed class StayReplies(PromptShelf shelf)
{
    /// <summary>Name of the file with all its words.</summary>
    public const string Book = "which-stay";

    private static readonly Dictionary<string, (string Culture, string Day)> Days = new(StringComparer.Ordinal)
    {
        ["es"] = ("es-ES", "d 'de' MMMM"), ["de"] = ("de-DE", "d. MMMM"), ["fr"] = ("fr-FR", "d MMMM"), ["it"] = ("it-IT", "d MMMM"), ["pt"] = ("pt-PT", "d 'de' MMMM"),
        ["tr"] = ("tr-TR", "d MMMM"), ["zh"] = ("zh-CN", "M月d日"), ["ja"] = ("ja-JP", "M月d日"), ["ar"] = ("ar-EG", "d MMMM"), ["en"] = ("en-GB", "d MMMM"),
    };

    /// <summary>The question, or what goes before it.</summary>
    public AgentReply Ask(GuestTurn turn, Asked asked, RuleReplies rules)
    {
        if (asked.SafetyKey is not null)
        {
            var danger = rules.Answer(turn, asked)!;
            return asked.ShutOut && Question(turn, asked) is var beside ? Both(danger, beside) : danger;
        }

        var needsNoStay = asked.NeedsNoAnswer || asked is { WantsPerson: true, ShutOut: false, Access: false };
        return needsNoStay && rules.Answer(turn, asked) is { } reply ? reply : Question(turn, asked);
    }

    /// <summary>The guest said which.</summary>
    public AgentReply Chosen(GuestTurn turn)
    {
        var draft = Draft(turn).Step("The guest said which of their stays they mean");
        return draft.Say("chosen", ("property", StayFacts.Said(turn.Stay?.Property?.Name ?? ""))).Done();
    }

    private AgentReply Question(GuestTurn turn, Asked asked)
    {
        var question = turn.WhichStay!;
        var draft = Draft(turn).Step($"Rules: the guest has {turn.Stays.Count.ToString(CultureInfo.InvariantCulture)} stays now and has not said which is meant");
        draft.AsksWhichStay = true;
        var isLeft = !question.IsLate && question.TimesAsked >= 2;
        if (asked.ShutOut || isLeft)
        {
            draft.Call(Calls.WhichStay(turn.Stays, asked.ShutOut));
        }

        if (question.IsLate)
        {
            return draft.Done("It was written before the question came");
        }

        if (isLeft)
        {
            return (question.TimesAsked == 2 ? draft.Say("person") : draft).Done(); // Once: the person is called, and the guest knows it.
        }

        draft.Say(question.TimesAsked == 0 ? "ask" : "ask-again", ("stays", string.Join('\n', turn.Stays.Select((s, place) => InWords(s, place, draft.Language)))));
        return (asked.ShutOut ? draft.Say("person-called") : draft).Done();
    }

    private ReplyDraft Draft(GuestTurn turn) => new("rules", Languages.ForReply(turn), shelf.Book(Book));

    /// <summary>"1. Casa Azul, 27 November – 30 November".</summary>
    private static string InWords(StayOption stay, int place, string language)
    {
        var (culture, day) = Days[language];
        var (from, until) = (stay.From.ToString(day, CultureInfo.GetCultureInfo(culture)), stay.Until.ToString(day, CultureInfo.GetCultureInfo(culture)));
        return $"{(place + 1).ToString(CultureInfo.InvariantCulture)}. {Directions.Isolated(language, StayFacts.Said(stay.Name))}, {from} – {until}";
    }

    private static AgentReply Both(AgentReply danger, AgentReply question) => new()
    {
        Text = question.Text.Length == 0 ? danger.Text : $"{danger.Text}\n\n{question.Text}",
        Language = danger.Language,
        Handover = ReplyDraft.Together(danger.Handover, question.Handover),
        IsSafety = true,
        AsksWhichStay = true,
        Record = danger.Record with { Steps = [.. danger.Record.Steps, .. question.Record.Steps] },
    };
}
