using Cendra.Agent.Language;
using Cendra.Agent.Prompts;
using Cendra.Agent.Replies;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Orders;

namespace Cendra.Agent.Rules;

/// <summary>
/// Answers who asks to come earlier or to leave later by the host's rules, before any model is asked: yes with the stay moved, no, or a person who decides. Every word comes from <c>prompts/time-change.md</c>.
/// </summary>
internal sealed class TimeReplies(PromptShelf shelf)
{
    /// <summary>Name of the file with all its words.</summary>
    public const string Book = "time-change";

    /// <summary>The reply, or null where no other time is surely asked for.</summary>
    public AgentReply? Answer(GuestTurn turn, Asked asked)
    {
        if (asked.ShutOut || asked.Access || turn is not { Room: { } room, Stay: { Property: { } property } stay, Level: not IdentityLevel.Unknown } || turn.New.Any(l => l.Attachment.Length > 0))
        {
            return null;
        }

        var dates = stay.Dates();
        var text = string.Join('\n', turn.New.Select(l => l.Text));
        return TimeWish.In(text, dates.CheckInTime ?? property.CheckInTime, dates.CheckInLocal, dates.CheckOutTime ?? property.CheckOutTime, dates.CheckOutLocal,
            DateOnly.FromDateTime(StayWindow.LocalTime(turn.NowUtc, property.TimeZoneId).Local)) is { } wish
            ? Said(turn, wish, TimeChangeRules.Decide(wish.Kind, wish.At, room, turn.NowUtc)) : null;
    }

    private AgentReply? Said(GuestTurn turn, TimeMove wish, TimeChangeDecision decision)
    {
        var draft = new ReplyDraft("rules", Languages.ForReply(turn), shelf.Book(Book)).Step($"Rules: asked for {TimeChangeRules.Words(wish.Kind)}").Step(decision.Why);
        var facts = new StayFacts(turn.Stay!, turn.NowUtc, draft.Language, shelf.Book(BasicReplies.Book));
        var early = wish.Kind == TimeChangeKind.EarlyCheckIn;
        var now = early ? facts.CheckIn : facts.CheckOut;
        return decision.Answer switch
        {
            TimeChangeAnswer.Approved => draft.Say(early ? "early-yes" : "late-yes", ("time", facts.Time(AtUtc(turn.Stay!, wish))), ("cityTime", facts.CityTime)).Move(wish).Done(),
            TimeChangeAnswer.Denied => draft.Say(early ? "early-no" : "late-no", ("time", now), ("cityTime", facts.CityTime)).Done(),
            TimeChangeAnswer.ToHost => draft.Say(early ? "early-asked" : "late-asked", ("time", now), ("cityTime", facts.CityTime)).Call(Calls.NotForCendra(Title(wish, facts.ForHost), $"{decision.Why} The guest was told that you decide and that {(early ? "check-in" : "check-out")} stays as it is until then.")).Done(),
            _ => null,
        };
    }

    /// <summary>The moment of the wish on its day.</summary>
    internal static DateTimeOffset AtUtc(Stay stay, TimeMove wish) =>
        StayWindow.InstantOf(wish.Kind == TimeChangeKind.EarlyCheckIn ? stay.CheckInLocal : stay.CheckOutLocal, wish.At, stay.Property!.TimeZoneId);

    /// <summary>What the host is called for.</summary>
    internal static string Title(TimeMove wish, StayFacts facts) => wish.Kind == TimeChangeKind.EarlyCheckIn
        ? $"A guest asks to come earlier: {facts.Time(AtUtc(facts.Stay, wish))}" : $"A guest asks to leave later: {facts.Time(AtUtc(facts.Stay, wish))}";
}
