using Cendra.Domain.Access;
using Cendra.Domain.Conversations;

namespace Cendra.Lifecycle.Outgoing;

/// <summary>What programs outside are told, and in which words. What is not named here nobody is told of.</summary>
public static class OutgoingKinds
{
    /// <summary>Sent on a host's tap, to try the address.</summary>
    public const string Test = "test";

    /// <summary>The lock does not take the code, or cannot: the guest would stand outside.</summary>
    public const string CodeFailed = "code.failed";

    /// <summary>Those that a host may choose, with what each means.</summary>
    public static IReadOnlyList<(string Kind, string Words)> All { get; } =
    [
        ("code.scheduled", "On the lock, waits for its start"), ("code.active", "On the lock and opens"), ("code.in_use", "The guest opened the door"),
        ("code.revoked", "Read back: off the lock"), ("code.ended", "The lock’s own clock ended it"), ("code.revocation_unproven", "Should be gone, nobody can say so"), (CodeFailed, "The lock does not take it"),
        ("message.accepted", "The provider took the message"), ("message.delivered", "On the guest’s phone or in the mailbox"), ("message.read", "Read"), ("message.failed", "Did not arrive this way"),
    ];

    /// <summary>Faults with which a guest would stand outside.</summary>
    public static IReadOnlyList<AccessCodeFault> Failures { get; } = [AccessCodeFault.SetFailed, AccessCodeFault.NotPossible];

    /// <summary>What a state of a code is told as; null = it is on its way between two that are told.</summary>
    public static string? Of(AccessCodeState state) => state switch
    {
        AccessCodeState.Scheduled => "code.scheduled",
        AccessCodeState.Active => "code.active",
        AccessCodeState.InUse => "code.in_use",
        AccessCodeState.Revoked => "code.revoked",
        AccessCodeState.EndedByLock => "code.ended",
        AccessCodeState.Unproven => "code.revocation_unproven",
        AccessCodeState.Planned or AccessCodeState.Creating or AccessCodeState.Accepted or AccessCodeState.Removing => null,
    };

    /// <summary>What the state of a delivery is told as; null = it has not left.</summary>
    public static string? Of(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Accepted or DeliveryStatus.Sent => "message.accepted",
        DeliveryStatus.Delivered => "message.delivered",
        DeliveryStatus.Read => "message.read",
        DeliveryStatus.Failed => "message.failed",
        DeliveryStatus.Planned or DeliveryStatus.OutcomeUnknown => null,
    };

    /// <summary>The words for a kind; the kind itself where nobody has words for it.</summary>
    public static string WordsOf(string kind) => kind == Test ? "Test" : All.FirstOrDefault(k => k.Kind == kind) is { Words: { } words } ? words : kind;
}
