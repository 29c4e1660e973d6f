using Cendra.Server.Evals.Story;
using Cendra.Server.Rehearsal.Play;

namespace Cendra.Server.Evals.Reading;

/// <summary>Finds the number or mail address that a file means: an identity of the world, or one as it stands.</summary>
internal sealed class EvalAddresses(EvalWorld world, EvalProblems problems)
{
    /// <summary>The address of this channel; what cannot be one is a problem.</summary>
    public string Of(EvalNode at, string named, string channel)
    {
        var identity = world.Identities.GetValueOrDefault(named);
        var address = identity is null ? named : channel == "mail" ? identity.Email ?? "" : identity.Phone;
        if (identity is not null && address.Length == 0)
        {
            problems.Add(at, $"“{named}” has no {(channel == "mail" ? "mail address: give that identity “email”" : "telephone: give that identity “phone”")}.");
        }
        else if (PlayMails.Is(address) != (channel == "mail"))
        {
            problems.Add(at, channel == "mail" ? $"“{named}” is neither an identity of the world nor a mail address." : $"“{named}” is a mail address; write “channel: mail”.");
        }
        else if (channel == "mail" && world.Mailbox.Length == 0)
        {
            problems.Add(at, "The house has no mailbox. Give the world one: “mailbox: stay@house.example”.");
        }

        return channel == "mail" ? address.ToLowerInvariant() : address;
    }
}
