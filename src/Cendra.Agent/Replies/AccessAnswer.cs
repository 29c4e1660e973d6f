using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.AccessCodes;

namespace Cendra.Agent.Replies;

/// <summary>Words about the way in: what may be said now of one stay, told to whom it concerns.</summary>
internal sealed class AccessAnswer(StayFacts facts, DisclosureDecision decision, IReadOnlyList<CodeGrant> grants, HostWords words, GuestTurn turn)
{
    /// <summary>What the host wrote, for this guest now.</summary>
    public HostWords HostsWords => words;

    /// <summary>The code may be told now.</summary>
    public bool MayBeTold => decision.Answer == DisclosureAnswer.Share;

    /// <summary>Where, then what, then how.</summary>
    public void WayIn(ReplyDraft draft)
    {
        switch (decision.Answer)
        {
            case DisclosureAnswer.Share:
                draft.Say("entry", ("address", Address()), ("steps", string.Join('\n', facts.Way.SelectMany(s => s.Lines).Select(Filled))), ("doors", Doors(draft)), ("code", Codes(draft)), ("valid", Valid(draft)));
                draft.GrantSecrets(words.Grants).Step("The way in was said, with the code's token");
                if (words.LeftToHost.Count > 0)
                {
                    draft.Call(Calls.SecretLeftToHost(words.LeftToHost));
                }

                break;
            case DisclosureAnswer.TooEarly:
                draft.Add(TooEarly(draft));
                break;
            case DisclosureAnswer.NoLock:
                draft.Say("no-lock").Call(facts.IsDue ? Calls.LockedOut(facts.ForHost, turn.New) : Calls.NotForCendra("A guest asks how to get in", "No door with a lock is set for this property."));
                break;
            default:
                NoCode(draft);
                break;
        }
    }

    /// <summary>What was checked, what helps, the code again where it may be told, and a person called.</summary>
    public void HelpAtTheDoor(ReplyDraft draft)
    {
        draft.Call(Calls.LockedOut(facts.ForHost, turn.New)).Say("checked");
        draft.Add(string.Join('\n', Findings(draft)));
        switch (decision.Answer)
        {
            case DisclosureAnswer.Share:
                draft.Add(Codes(draft)).Add(Valid(draft));
                break;
            case DisclosureAnswer.TooEarly:
                draft.Add(TooEarly(draft));
                break;
            case DisclosureAnswer.NoLock:
                draft.Say("no-lock");
                break;
            default:
                draft.Say(Earns ? "no-code-yet" : "no-code");
                break;
        }

        if (decision.Answer == DisclosureAnswer.Share)
        {
            draft.Add(string.Join('\n', [draft.Words("try-this"), .. AtTheDoors(s => s.Typing), .. facts.Way.SelectMany(s => s.IfItFails).Select(Filled), .. AtTheDoors(s => s.IfItFails)]));
            draft.GrantSecrets(words.Grants);
        }

        draft.Say("host-called").Step("Typed digits, times, connection, battery and code of every door were looked at");
    }

    /// <summary>The codes where they may be told now; empty = they may not.</summary>
    public string CodesIfTold(ReplyDraft draft) => decision.Answer == DisclosureAnswer.Share ? Codes(draft) : "";

    /// <summary>From when the code may be told, or works.</summary>
    public void SayTooEarly(ReplyDraft draft) => draft.Add(decision.Answer == DisclosureAnswer.TooEarly ? TooEarly(draft) : draft.Words("not-yet", ("checkIn", facts.CheckIn), ("cityTime", facts.CityTime)));

    /// <summary>What the host wrote for when a door stays shut, of this door and of the way to it; empty = nothing, or it may not be told now.</summary>
    public string IfItFails(ReplyDraft draft, Guid? lockId)
    {
        if (decision.Answer != DisclosureAnswer.Share)
        {
            return "";
        }

        var lines = facts.Way.SelectMany(s => s.IfItFails).Concat(facts.Doors.Where(d => lockId is null || d.LockId == lockId).SelectMany(d => d.Steps.SelectMany(s => s.IfItFails))).Select(Filled).ToList();
        draft.GrantSecrets(words.Grants);
        return string.Join('\n', lines);
    }

    private IEnumerable<string> AtTheDoors(Func<WayStep, IEnumerable<string>> lines) => facts.Doors.SelectMany(d => d.Steps.SelectMany(lines).Select(line => $"{d.Name}: {Filled(line)}"));

    private string Filled(string line) => words.Fill(line);

    private bool Earns => facts.Stay.Entitlement is Entitlement.Earns or Entitlement.Keeps;

    private void NoCode(ReplyDraft draft)
    {
        if (!Earns)
        {
            draft.Say("no-code").Call(Calls.NotForCendra("A guest asks for a code", "The stay's status gives no code. Please answer the guest."));
            return;
        }

        draft.Say("no-code-yet");
        if (facts.IsDue)
        {
            draft.Say("host-called").Call(Calls.LockedOut(facts.ForHost, turn.New));
        }
    }

    private string TooEarly(ReplyDraft draft) =>
        draft.Words("too-early", ("opens", facts.Time(decision.OpensUtc ?? facts.Stay.CheckInUtc ?? turn.NowUtc)), ("checkIn", facts.CheckIn), ("cityTime", facts.CityTime));

    private string Address() => StayFacts.Said(facts.Property!.Address);

    /// <summary>The doors one below the other, each with how its code is typed.</summary>
    private string Doors(ReplyDraft draft) => string.Join('\n', facts.Doors.Select((door, i) =>
        string.Join('\n', [draft.Words("door", ("number", (i + 1).ToString(CultureInfo.InvariantCulture)), ("door", door.Name)), .. door.Steps.SelectMany(s => s.Lines).Select(line => $"   {Filled(line)}")])));

    private string Codes(ReplyDraft draft)
    {
        draft.Grant(grants);
        return string.Join('\n', grants.Select(g => g.OnEveryDoor
            ? draft.Words("code-all", ("code", g.InText))
            : draft.Words("code-doors", ("doors", string.Join(", ", g.Doors.Select(StayFacts.Said))), ("code", g.InText))));
    }

    private string Valid(ReplyDraft draft) => draft.Words("valid", ("from", facts.CheckIn), ("until", facts.CheckOut), ("cityTime", facts.CityTime));

    private IEnumerable<string> Findings(ReplyDraft draft)
    {
        if (turn.New.Select(l => l.Typed).LastOrDefault(t => t.IsOfDoor()) is var typed && typed != TypedCode.None)
        {
            yield return draft.Words(typed == TypedCode.Match ? "typed-match" : "typed-other");
        }

        if (facts.IsBefore)
        {
            yield return draft.Words("not-yet", ("checkIn", facts.CheckIn), ("cityTime", facts.CityTime));
        }

        foreach (var line in facts.Doors.SelectMany(d => OfDoor(draft, d)))
        {
            yield return line;
        }
    }

    private IEnumerable<string> OfDoor(ReplyDraft draft, DoorFacts door)
    {
        yield return draft.Words(door.Code switch { OnLock.Yes => "door-has-code", OnLock.Failed => "door-refused", OnLock.Pending => "door-waits", _ => "door-no-code" }, ("door", door.Name));
        yield return door.IsOnline ? draft.Words("door-online", ("door", door.Name))
            : draft.Words("door-offline", ("door", door.Name), ("since", door.OfflineSinceUtc is { } since ? facts.Time(since) : draft.Words("some-time")), ("cityTime", facts.CityTime));
        if (door is { Battery: not BatteryState.Unknown, BatteryLevel: { } level, BatterySeenUtc: { } seen })
        {
            var key = door.Battery switch { BatteryState.Critical => "battery-critical", BatteryState.Low => "battery-low", _ => "battery-fine" };
            yield return draft.Words(key, ("door", door.Name), ("percent", level.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal).TrimEnd('%')), ("ago", facts.Ago(seen)));
        }
    }
}
