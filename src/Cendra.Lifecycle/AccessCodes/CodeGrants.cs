using System.Security.Cryptography;
using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>Leave to put the digits of one pin into one message, as a token that only the delivery of that message replaces.</summary>
/// <param name="Token">What stands in the text between brackets, for example <c>code:K7Q2</c>.</param>
/// <param name="StayPinId">Which pin.</param>
/// <param name="Doors">Names of the doors that it opens, in walking order.</param>
/// <param name="OnEveryDoor">It opens all doors of the stay.</param>
/// <param name="Decision">By which decision, in words.</param>
public sealed record CodeGrant(string Token, Guid StayPinId, IReadOnlyList<string> Doors, bool OnEveryDoor, string Decision)
{
    /// <summary>As it stands in a text.</summary>
    public string InText => $"[[{Token}]]";
}

/// <summary>Makes grants for the codes of a stay after <see cref="Disclosure"/> said yes.</summary>
public sealed class CodeGrants(RandomNumberGenerator random)
{
    /// <summary>The decision, and with <see cref="DisclosureAnswer.Share"/> one grant for each pin that holds. The stay is loaded as <see cref="Disclosure"/> needs it.</summary>
    public (DisclosureDecision Decision, IReadOnlyList<CodeGrant> Grants) For(Stay stay, IdentityLevel level, DateTimeOffset nowUtc)
    {
        var decision = Disclosure.Decide(stay, null, level, nowUtc);
        return (decision, decision.Answer == DisclosureAnswer.Share ? [.. Disclosure.CurrentPins(stay).Select(p => Grant(stay, p, level))] : []);
    }

    private CodeGrant Grant(Stay stay, StayPin pin, IdentityLevel level)
    {
        var property = stay.Property!;
        var doors = property.Doors.Where(d => stay.Codes.Exists(c => c.LockId == d.LockId && c.StayPinId == pin.Id && !c.IsSettled && !BackupCodes.IsStoodInFor(stay, c))).OrderBy(d => d.WalkingOrder).ToList();
        return new CodeGrant($"code:{GrantToken.New(random)}", pin.Id, [.. doors.Select(d => d.DoorName)], doors.Count == property.Doors.Count, $"Inside the time in which the code may be told, identity {level}");
    }
}
