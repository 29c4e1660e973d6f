using Cendra.Domain.Stays;
using Cendra.Messaging.Inbound;
using Cendra.Messaging.WhatsApp;

namespace Cendra.Server.Guests;

/// <summary>Where the code stands for whoever looks at the page.</summary>
public enum GuestCodeState
{
    /// <summary>Its time to be told has not come.</summary>
    NotYet,

    /// <summary>A tap shows it.</summary>
    Ready,

    /// <summary>It is due and a door has not confirmed it: it follows by itself.</summary>
    Late,

    /// <summary>The stay gives no code as things are.</summary>
    None,

    /// <summary>No door of the property opens with one.</summary>
    NoDoor,

    /// <summary>Check-out has come.</summary>
    Over,
}

/// <summary>Digits on their way to the one screen that was tapped.</summary>
/// <param name="Doors">Where they open; empty = everywhere.</param>
/// <param name="Digits">The PIN.</param>
public sealed record GuestPin(IReadOnlyList<string> Doors, string Digits)
{
    /// <summary>Dots, never digits.</summary>
    public override string ToString() => new('•', Digits.Length);
}

/// <summary>How a guest reaches somebody. A number is empty where that way is not connected.</summary>
/// <param name="WhatsApp">E.164.</param>
/// <param name="Sms">E.164.</param>
/// <param name="CallsHost">A person is there to be called at a locked door, whatever the hour.</param>
public sealed record GuestReach(string WhatsApp, string Sms, bool CallsHost)
{
    /// <summary>The mailbox of the house; empty = it reads none, or would not know this guest by an address there.</summary>
    public string Mail { get; init; } = "";

    /// <summary>The booking has a mail address and no number: answers go there.</summary>
    public bool AnswersByMail { get; init; }
}

/// <summary>All that a guest's page shows at one moment. Not a record: it must not print itself.</summary>
public sealed class GuestView
{
    public required GuestWords Words { get; init; }

    /// <summary>The last part of the page's own address.</summary>
    public required string Token { get; init; }

    /// <summary>What a tap brings back, so that only what was shown can be tapped.</summary>
    public required string Seal { get; init; }

    public required string GuestName { get; init; }
    public required string Property { get; init; }
    public required string Address { get; init; }
    public required string City { get; init; }
    public required string Zone { get; init; }
    public required DateTimeOffset NowUtc { get; init; }
    public required DateTimeOffset CheckInUtc { get; init; }
    public required DateTimeOffset CheckOutUtc { get; init; }
    public required GuestCodeState State { get; init; }

    /// <summary>From when the code may be told, with <see cref="GuestCodeState.NotYet"/> alone.</summary>
    public DateTimeOffset? OpensUtc { get; init; }

    /// <summary>In walking order.</summary>
    public required IReadOnlyList<GuestDoor> Doors { get; init; }

    /// <summary>What the host wrote about the way, step by step; empty before the code may be told.</summary>
    public required IReadOnlyList<GuestStep> Way { get; init; }

    /// <summary>Long numbers in the host's words are hidden until the tap.</summary>
    public required bool HidesNumbers { get; init; }

    /// <summary>The digits; only in the answer to a tap.</summary>
    public IReadOnlyList<GuestPin> Pins { get; init; } = [];

    /// <summary>A word about the tap itself, by its key; empty = none.</summary>
    public string Notice { get; init; } = "";

    public required GuestReach Reach { get; init; }

    /// <summary>The call that stands for this guest; null = none.</summary>
    public GuestCall? Call { get; init; }

    /// <summary>What the guest answered to the question of the help page; empty = not yet.</summary>
    public string Saw { get; init; } = "";

    /// <summary>Check-in has come and check-out has not.</summary>
    public bool IsInside => CheckInUtc <= NowUtc && NowUtc < CheckOutUtc;

    /// <summary>Every door that is needed said that it holds the code as it should.</summary>
    public bool IsConfirmed => Doors.Any(d => d.IsNeeded) && Doors.Where(d => d.IsNeeded).All(d => d.Stands == DoorStands.Since);

    /// <summary>When the last of the doors confirmed it last.</summary>
    public DateTimeOffset? ConfirmedUtc => Doors.Where(d => d.IsNeeded).Min(d => d.ConfirmedUtc);

    /// <summary>How much of the stay is over, in whole percent.</summary>
    public int Percent => CheckOutUtc <= CheckInUtc ? 0 : (int)Math.Clamp(100 * (NowUtc - CheckInUtc) / (CheckOutUtc - CheckInUtc), 0, 100);

    /// <summary>A moment in the property's time and the page's language.</summary>
    public string Moment(DateTimeOffset atUtc) => GuestDates.Moment(atUtc, Zone, Words.Language.Code);

    /// <summary>The same, short.</summary>
    public string Short(DateTimeOffset atUtc) => GuestDates.Short(atUtc, Zone, Words.Language.Code);

    /// <summary>The hour alone.</summary>
    public string Hour(DateTimeOffset atUtc) => FormattableString.Invariant($"{StayWindow.LocalTime(atUtc, Zone).Local:HH:mm}");

    /// <summary>Whose time it is.</summary>
    public string TimeName => City.Length > 0 ? Words.Say("city-time", ("city", City)) : Words.Say("local-time");

    /// <summary>A text of the page.</summary>
    public string Say(string key, params (string Place, string Value)[] places) => Words.Say(key, places);
}
