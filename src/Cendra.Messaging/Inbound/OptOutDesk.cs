using Cendra.Domain.Stays;
using Cendra.Lifecycle.Escalations;

namespace Cendra.Messaging.Inbound;

/// <summary>What a message says of whether its sender wants messages at this address.</summary>
/// <param name="Text">What was written, without codes.</param>
/// <param name="Taken">What the provider itself took it for; empty = nothing.</param>
/// <param name="AtUtc">When it was written.</param>
/// <param name="WroteBefore">When they last wrote before.</param>
public sealed record Wish(string Text, string Taken, DateTimeOffset AtUtc, DateTimeOffset? WroteBefore);

/// <summary>Keeps whether somebody wants messages at an address. The later word counts, in whatever order they come. Whoever stopped and writes something else gets messages again.</summary>
public sealed class OptOutDesk(EscalationDesk desk)
{
    /// <summary>Takes over what the guest wants of messages here; true = the message says that and nothing else. The caller saves.</summary>
    public async Task<bool> TakeAsync(Sender sender, Stay? stay, Wish wish, CancellationToken ct)
    {
        var (identity, plain) = (sender.Identity, OptOut.Of(wish.Text));
        if ((plain ?? OptOut.Taken(wish.Taken)) == OptOutWish.Stop)
        {
            if (!(wish.WroteBefore > wish.AtUtc))
            {
                identity.OptedOutUtc = wish.AtUtc;
                if (stay is not null)
                {
                    await desk.RaiseAsync(OptOut.Told(identity, sender.Conversation.Id, plain is not null), ct, stay.Id);
                }
            }

            return true;
        }

        if (identity.OptedOutUtc is { } stopped && stopped <= wish.AtUtc)
        {
            identity.OptedOutUtc = plain == OptOutWish.Start || OptOut.Taken(wish.Taken) == OptOutWish.Start ? null : stopped;
            await desk.ResolveAsync(OptOut.CauseOf(identity), "The guest writes here again", ct);
        }

        return plain == OptOutWish.Start;
    }
}
