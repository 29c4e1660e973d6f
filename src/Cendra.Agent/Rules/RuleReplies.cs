using Cendra.Agent.Language;
using Cendra.Agent.Prompts;
using Cendra.Agent.Replies;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;

namespace Cendra.Agent.Rules;

/// <summary>What is answered before any responder is asked, and never by a model: danger, thanks, a person wanted, what cannot be read, and who is not known.</summary>
internal sealed class RuleReplies(PromptShelf shelf)
{
    private static readonly TimeSpan AroundCheckIn = TimeSpan.FromHours(3);
    private const int MostWordsOfCodes = 4;
    private static readonly TimeSpan NotTwiceWithin = TimeSpan.FromHours(1);

    /// <summary>The reply, or null where no rule holds.</summary>
    public AgentReply? Answer(GuestTurn turn, Asked asked)
    {
        var known = turn is { Stay: not null, Level: not IdentityLevel.Unknown };
        var draft = Draft(turn, asked.SafetyKey is not null);
        if (asked.SafetyKey is { } danger)
        {
            return draft.Say(danger, ("emergency", EmergencyNumbers.For(PlaceOf(turn), SafetyWords.HelpFor(danger)) ?? draft.Words("emergency-anywhere"))).Step("Rules: words of danger").Call(Calls.Safety(SafetyWords.InWords(danger))).Done();
        }

        if (asked.NeedsNoAnswer)
        {
            return draft.Step("Rules: nothing is asked").Done();
        }

        if (!known)
        {
            return turn.Unearned is { } stay ? Unearned(turn, draft, asked, stay) : Stranger(turn, draft, asked);
        }

        if (asked is { WantsPerson: true, ShutOut: false, Access: false })
        {
            return draft.Say("person").Step("Rules: a person is wanted").Call(Calls.PersonWanted(known)).Done();
        }

        if (turn.New.Any(l => l.Typed == TypedCode.OneTime) && !asked.Access && !asked.ShutOut)
        {
            return draft.Say("address-known").Step("Rules: the one-time code was typed here").Done();
        }

        return asked is { HasText: false, Access: false, ShutOut: false } ? Unreadable(turn, draft) : null;
    }

    /// <summary>The zone in which whoever is in danger is; empty where it may be one or another.</summary>
    private static string PlaceOf(GuestTurn turn) =>
        turn.WhichStay is not null && turn.Stays.DistinctBy(s => s.TimeZoneId).Skip(1).Any() ? "" : turn.Stay?.Property?.TimeZoneId ?? "";

    private ReplyDraft Draft(GuestTurn turn, bool isSafety) => new("rules", Languages.ForReply(turn), shelf.Book(BasicReplies.Book)) { IsSafety = isSafety };

    /// <summary>
    /// The address is that of a booking which is not agreed yet or is cancelled: that much is said to it and no more, and a host is called, for nobody else can help there. A few times within the hour; then whoever writes
    /// knows it.
    /// </summary>
    private AgentReply Unearned(GuestTurn turn, ReplyDraft draft, Asked asked, Stay stay)
    {
        var isCancelled = stay.Status == StayStatus.Cancelled;
        var isAtDoor = (asked.ShutOut || asked.Access) && stay.CheckInUtc is { } checkIn && turn.NowUtc >= checkIn - AroundCheckIn && turn.NowUtc < stay.CheckOutUtc;
        draft.Step($"Rules: the booking of this address is {(isCancelled ? "cancelled" : "not confirmed yet")}").Call(isCancelled ? Calls.Cancelled() : Calls.NotConfirmed(isAtDoor));
        var key = isCancelled ? "cancelled" : "not-confirmed";
        return TimesSaid(turn, key) >= MostWordsOfCodes ? draft.Done("It was said within the hour") : draft.Say(key).Done();
    }

    /// <summary>
    /// One text, whether or not any booking exists: it follows from the shape of what was written alone. Not again within the hour, so that two machines do not write to each other; what is
    /// said of one-time codes a few times, because people mistype.
    /// </summary>
    private AgentReply Stranger(GuestTurn turn, ReplyDraft draft, Asked asked)
    {
        if (asked is { ShutOut: false, Access: false, WantsPerson: false } && turn.New.All(l => l.Typed == TypedCode.None) && Advertising.Is(string.Join('\n', turn.New.Select(l => l.Text))))
        {
            return draft.Step("Rules: somebody unknown advertises").Call(Calls.Advertising()).Done("Advertising is not answered");
        }

        draft.Step("Rules: who writes is not known").Call(asked.WantsPerson ? Calls.PersonWanted(known: false) : Calls.Stranger());
        var (key, most) = turn.New.Max(l => l.Typed) switch { TypedCode.Reference => ("one-time-asked", MostWordsOfCodes), TypedCode.NoProof => ("one-time-wrong", MostWordsOfCodes), _ => ("neutral", 1) };
        return TimesSaid(turn, key) >= most ? draft.Done("It was said within the hour") : draft.Say(key).Done();
    }

    private int TimesSaid(GuestTurn turn, string key)
    {
        var book = shelf.Book(BasicReplies.Book);
        return turn.Before.Count(l => l.Author is MessageAuthor.Agent or MessageAuthor.Template && turn.NowUtc - l.AtUtc < NotTwiceWithin
            && Languages.Supported.Any(language => l.Text.StartsWith(book.Text(language, key).Raw, StringComparison.Ordinal)));
    }

    private static AgentReply Unreadable(GuestTurn turn, ReplyDraft draft)
    {
        draft.Say("type-please").Step("Rules: nothing that could be read");
        var stay = turn.Stay!;
        var isNear = stay.CheckInUtc is { } checkIn && (checkIn - turn.NowUtc).Duration() <= AroundCheckIn;
        return isNear || (stay.CheckInUtc <= turn.NowUtc && turn.NowUtc <= stay.CheckOutUtc) ? draft.Say("host-called").Call(Calls.CannotRead()).Done() : draft.Done();
    }
}
