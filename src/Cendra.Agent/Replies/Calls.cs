using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Lifecycle.AccessCodes;

namespace Cendra.Agent.Replies;

/// <summary>Why a human is called, in words for the host.</summary>
internal static class Calls
{
    public static Handover Safety(string danger) => new(
        HandoverReason.Safety, EscalationPriority.P0, $"A guest writes of danger: {danger}", "The guest was told at once whom to call. Please call the guest now.");

    public static Handover PersonWanted(bool known) => new(
        HandoverReason.PersonWanted, EscalationPriority.P2, known ? "A guest wants to speak with a person" : "Somebody unknown wants to speak with a person",
        known ? "The guest was told that a person answers." : "Who writes is not known; nothing was confirmed. Please look at the conversation.");

    /// <summary>Beside the way in something was asked that is a person's.</summary>
    public static Handover RestOfWayIn() => NotForCendra("A guest asks something that Cendra cannot answer", "The way in was answered; the rest of the message was left to you.");

    public static Handover Stranger() => new(
        HandoverReason.Stranger, EscalationPriority.P3, "Somebody unknown wrote", "The sender has no address on file of a stay. They were asked to write from the one that was used for the booking; nothing was confirmed.");

    /// <summary>Somebody unknown wants to sell something.</summary>
    public static Handover Advertising() => new(
        HandoverReason.Stranger, EscalationPriority.P3, "Somebody unknown advertises", "The sender has no address on file of a stay, and what they wrote reads as advertising. Nothing was answered.");

    /// <summary>A guest whose booking nobody agreed to yet. <paramref name="isAtDoor"/>: they ask for the way in around check-in.</summary>
    public static Handover NotConfirmed(bool isAtDoor) => new(
        isAtDoor ? HandoverReason.LockedOut : HandoverReason.NotForCendra, isAtDoor ? EscalationPriority.P1 : EscalationPriority.P2,
        isAtDoor ? "A guest whose booking is not confirmed asks for the way in" : "A guest whose booking is not confirmed wrote",
        "The number or address is the one of the booking. The guest was told that it is not confirmed yet, that there is no code for it, and that you are called. Confirm it where it was made and the code follows, or tell the guest no.");

    /// <summary>A guest whose booking was cancelled.</summary>
    public static Handover Cancelled() => new(
        HandoverReason.NotForCendra, EscalationPriority.P2, "A guest whose booking is cancelled wrote",
        "The number or address is the one of the booking. The guest was told that it is cancelled, that there is no code for it, and that you are called. They may stand at the door: please answer.");

    public static Handover AnsweredByPerson(ModeDecision mode) => new(
        HandoverReason.AnsweredByPerson, EscalationPriority.P2, mode.IsOfTopic ? "A guest asks about what you keep for a person" : "A guest waits for your answer", $"{mode.Why} The guest was told that a person answers.");

    /// <summary>A guest of several stays has not said which they mean. <paramref name="isOutside"/>: the door stays shut.</summary>
    public static Handover WhichStay(IReadOnlyList<StayOption> stays, bool isOutside) => new(
        HandoverReason.WhichStay, isOutside ? EscalationPriority.P1 : EscalationPriority.P2, isOutside ? "A guest of several stays cannot get in" : "A guest does not say which of their stays they mean",
        $"The guest has {string.Join(" and ", stays.Select(s => s.Name))} and was asked which. What they wrote is answered as soon as they say it, and the help at the door begins; a word of yours is quicker.");

    public static Handover NotForCendra(string title, string text) => new(HandoverReason.NotForCendra, EscalationPriority.P2, title, text);

    /// <summary>A guest wants another code: a told one changes only by a host's order.</summary>
    public static Handover NewCodeWanted(string why) => new(
        HandoverReason.NewCodeWanted, EscalationPriority.P2, "A guest asks for another code", $"The reason in the assistant's words: {why}. Nothing was changed: give another code on the page of the stay, or tell the guest why not.");

    /// <summary>The guest was told that a person tells a secret: somebody has to.</summary>
    public static Handover SecretLeftToHost(IEnumerable<string> names) => NotForCendra("A guest needs a secret that Cendra may not or cannot tell",
        $"What you wrote names {string.Join(", ", names)}, which is not set at this property or not for a stay that is not confirmed. The guest was told that you tell it.");

    public static Handover BudgetSpent(string why) => new(
        HandoverReason.NoSafeAnswer, EscalationPriority.P2, "A guest waits for your answer", $"{why}, so no model was asked. The guest was told that you answer.");

    public static Handover InCircles(string why) => new(
        HandoverReason.PersonWanted, EscalationPriority.P2, "A conversation goes in circles", $"{why}. Cendra holds back there until it is quiet for an hour, but for doors and danger. Please answer the guest.");

    public static Handover CannotRead() => new(
        HandoverReason.LockedOut, EscalationPriority.P1, "A guest sent a picture or a recording around check-in", "Cendra cannot read it and asked for words. It may be about the door: please look.");

    public static Handover ShutOutAfterStay() => new(
        HandoverReason.LockedOut, EscalationPriority.P1, "A guest stands outside after check-out", "The stay is over, so no code was sent. Please answer the guest.");

    /// <summary>The guest stands outside, or soon will: what was looked at, door by door. P0 between check-in and check-out.</summary>
    public static Handover LockedOut(StayFacts facts, IReadOnlyList<TurnLine> lines, string done = "")
    {
        var said = new List<string> { facts.IsInside ? "The stay is running." : facts.IsBefore ? $"Check-in is {facts.CheckIn}, {facts.CityTime}." : "The stay is not running." };
        if (lines.Select(l => l.Typed).LastOrDefault(t => t.IsOfDoor()) is var typed && typed != TypedCode.None)
        {
            said.Add(typed == TypedCode.Match ? "What the guest typed is the right code." : "What the guest typed is not the code of this stay.");
        }

        said.AddRange(facts.Doors.Select(d => InWords(facts, d)));
        return new Handover(
            HandoverReason.LockedOut, facts.IsInside ? EscalationPriority.P0 : EscalationPriority.P1,
            facts.IsInside ? "A guest cannot get in" : "A guest writes that the door stays shut, or has no code yet",
            $"Checked: {string.Join(' ', said)} The guest was told this and that you are called. {done}".TrimEnd());
    }

    /// <summary>What the rule of disclosure answered, for "Why this answer".</summary>
    public static string InWords(DisclosureAnswer answer) => answer switch
    {
        DisclosureAnswer.Share => "The code may be told now",
        DisclosureAnswer.TooEarly => "Too early to tell the code",
        DisclosureAnswer.NoCodeYet => "The doors do not hold the code yet",
        DisclosureAnswer.Ended => "The stay is over",
        DisclosureAnswer.Cancelled => "The reservation is cancelled",
        DisclosureAnswer.NotThisGuest => "Who writes is not proven to be the guest",
        DisclosureAnswer.Replaced => "The code was replaced",
        DisclosureAnswer.NoLock => "No door with a lock is set",
    };

    private static string InWords(StayFacts facts, DoorFacts door)
    {
        var code = door.Code switch { OnLock.Yes => "code on the lock", OnLock.Failed => "the lock did not take the code", OnLock.Pending => "code not on the lock yet", _ => "no code planned" };
        var online = door.IsOnline ? "online" : door.OfflineSinceUtc is { } since ? $"offline since {facts.Time(since)}" : "offline";
        var battery = door is { BatteryLevel: { } level, BatterySeenUtc: { } seen } ? $"battery was {(level * 100).ToString("0", CultureInfo.InvariantCulture)} %, {facts.Ago(seen)} ago" : "battery not known";
        return $"{door.Name}: {code}, {online}, {battery}.";
    }
}
