using Cendra.Agent.Prompts;
using Cendra.Agent.Replies;
using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Said;
using Cendra.Messaging.Inbound;
using Cendra.Messaging.Proofs;
using Cendra.Messaging.Scheduled;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Outbound;

/// <summary>
/// Makes the letter of a message from the rows as they are at this moment: is there still a reason, is it still the same guest, what is the address on file, and may every code in it
/// be told now. Templates get their grants here; what agent or person wrote brings its own, which are decided on again. What no person wrote leaves only if nothing in it contradicts what
/// is programmed.
/// </summary>
public sealed class Composer(ArrivalTexts arrivals, HostTexts hosts, DayTexts days, CourtesyTexts courtesies, GuestLinks links, ProofTexts proofs, ProvenAddresses proven, CodeGrants codes, SecretGrants secrets, SaidReview review, GuestWays ways, LinkTokens tokens, SecretVault vault, ReleaseInForce release, StayClock clock, IdSource ids)
{
    /// <summary>A code that is late is waited for this long before the message leaves without it.</summary>
    public static readonly TimeSpan CodeMayBeLate = TimeSpan.FromMinutes(10);

    private const string TooOld = "It answers what was written more than twelve hours ago.";

    private static readonly TimeSpan AnswersHold = TimeSpan.FromHours(12);
    private static readonly TimeSpan PlainBefore = TimeSpan.FromHours(4);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    /// <summary>The net under the looks at the stay, each of which brings news that waits for the lock forward at once.</summary>
    private static readonly TimeSpan AgainWithoutLook = TimeSpan.FromMinutes(15);

    /// <summary>The letter, or why there is none. Changes the message's text, language and grants; the caller saves.</summary>
    public async Task<Composed> ComposeAsync(CendraDbContext db, Message message, CancellationToken ct)
    {
        await release.LookAsync(db, ct); // The words of now, whichever process published them.
        if (message.EscalationId is not null)
        {
            return await hosts.ComposeAsync(db, message, ct);
        }

        if (message.HostContactId is not null)
        {
            return await days.ComposeAsync(db, message, ct);
        }

        var conversation = await db.Conversations.SingleAsync(c => c.Id == message.ConversationId, ct);
        if (await WhySilentAsync(db, message, conversation, ct) is { } why)
        {
            return Composed.Withdrawn(why) with { CallsHost = why == TooOld && (message.Deliveries.Count > 0 || message.StateText == DeliverMessage.AwaitsAccount) }; // It came back, or could not leave: nobody was answered.
        }

        var stay = message.StayId is { } stayId ? await StayReader.ReadAsync(db, stayId, ct) : null;
        var composed = stay?.Reservation is null ? await ToSenderAsync(db, message, ct) : WithLost(message, stay, await ToGuestAsync(db, message, stay, stay.Reservation, ct));
        return composed.Letter is { HasNoAddress: false } letter && IsReviewed(message) && await review.OfAsync(db, letter.Text, stay, ct) is [_, ..] wrong
            ? await WithoutWordsAsync(db, message, letter, string.Join(' ', wrong.Select(w => w.Words)), ct)
            : composed;
    }

    /// <summary>
    /// When an arrival message that contradicts leaves without the words of the host, if nobody mended them: a guest at the door needs the code more than those words. Four hours before
    /// check-in, and ten minutes after it was due where that is later. The stay has its property and a window.
    /// </summary>
    public static DateTimeOffset LeavesPlainUtc(Message message, Stay stay) => Instants.Later(
        stay.CheckInUtc!.Value - PlainBefore, Instants.Later(message.CreatedUtc, Disclosure.OpensUtc(stay.Property!, stay.CheckInUtc.Value)) + LockLimits.LongestWait);

    private async Task<Composed> WithoutWordsAsync(CendraDbContext db, Message message, Letter letter, string wrong, CancellationToken ct)
    {
        if (letter is not { Plain: { } plain, Stay: { CheckInUtc: not null } stay } || clock.GetUtcNow() < LeavesPlainUtc(message, stay) || await review.OfAsync(db, plain.Text, stay, ct) is [_, ..])
        {
            return Composed.Contradicts(wrong);
        }

        message.Body = plain.Text;
        return Composed.Ready(plain) with { LeftOut = wrong };
    }

    /// <summary>A person was warned while writing. Words for danger are fixed and never wait.</summary>
    private static bool IsReviewed(Message message) => message.Author != MessageAuthor.Host && message.Kind != MessageKinds.Safety && !StayChoices.IsQuestion(message); // That one names other places because it asks for one of them.

    /// <summary>P8, asked again at the moment of leaving; and an answer that was held for long answers nothing any more.</summary>
    private async Task<string?> WhySilentAsync(CendraDbContext db, Message message, Conversation conversation, CancellationToken ct) => message.Kind switch
    {
        MessageKinds.Answer when conversation.HumanSinceUtc is not null && !message.IsByPerson => "A person answers in this conversation.",
        MessageKinds.LockOutHelp when await db.Messages.AnyAsync(m => m.ConversationId == conversation.Id && m.Author == MessageAuthor.Host && m.IdentityId == message.IdentityId && m.CreatedUtc > message.CreatedUtc, ct) => "A person answered.",
        MessageKinds.Answer or MessageKinds.Safety or MessageKinds.LockOutHelp when clock.GetUtcNow() - (message.ApprovedUtc ?? message.CreatedUtc) > AnswersHold => TooOld,
        _ => null,
    };

    /// <summary>Words without any secret, to whoever wrote and is not known.</summary>
    private static async Task<Composed> ToSenderAsync(CendraDbContext db, Message message, CancellationToken ct)
    {
        var address = await db.ChannelIdentities.AsNoTracking().Where(i => i.ConversationId == message.ConversationId && (message.IdentityId == null || i.Id == message.IdentityId)).OrderByDescending(i => i.LastInboundUtc).Select(i => new { i.Channel, i.Address }).FirstOrDefaultAsync(ct);
        var isMail = address?.Channel == ChannelKind.Email;
        return address is null || message.Secrets.Count > 0
            ? Composed.Withdrawn("Nobody is known to whom it could go.")
            : Composed.Ready(new Letter { Address = isMail ? "" : address.Address, Mail = isMail ? address.Address : "", Text = message.Body, Language = message.Language });
    }

    private async Task<Composed> ToGuestAsync(CendraDbContext db, Message message, Stay stay, Reservation reservation, CancellationToken ct)
    {
        if (reservation.GuestVersion != message.GuestVersion)
        {
            return Composed.Withdrawn("Another guest took the place of the one it was written for.");
        }

        var to = ways.Of(reservation);
        message.AddressesHash = tokens.OfAddresses(to);
        if (to.First is not { } address)
        {
            return Composed.Ready(new Letter { Address = "", Text = message.Body, Language = message.Language });
        }

        return message.Kind switch
        {
            MessageKinds.PreArrival or MessageKinds.CodeChanged => await TemplateAsync(db, message, stay, reservation, to, ct),
            MessageKinds.OneTimeCode or MessageKinds.AddressAdded => await proofs.ComposeAsync(db, message, stay, address, ct),
            _ when CourtesyKinds.Of(message.Kind) is not null => await courtesies.ComposeAsync(db, message, stay, reservation, to, ct),
            _ when message.Secrets.Exists(s => s.SecretKind == SecretGrants.Fallback) && await WhyNoFallbackAsync(db, stay, ct) is { } why => Composed.Withdrawn(why.Words) with { CallsHost = why.IsOutside },
            _ when message.IdentityId is { } identity => await ToProvenAsync(db, message, stay, identity, to, ct),
            _ => Written(message, stay, IdentityLevel.Attested, to),
        };
    }

    /// <summary>Why the digits of the other way in may not leave now; null = they may.</summary>
    private async Task<(string Words, bool IsOutside)?> WhyNoFallbackAsync(CendraDbContext db, Stay stay, CancellationToken ct)
    {
        var open = await db.LockOuts.AsNoTracking().Where(l => l.StayId == stay.Id && l.EndedUtc == null).OrderBy(l => l.OpenedUtc).FirstOrDefaultAsync(ct);
        return stay.Property?.FallbackSecret is not null && Disclosure.DecideFallback(stay, open, IdentityLevel.Attested, clock.GetUtcNow()).Answer == DisclosureAnswer.Share ? null : ("The other way in may not be told now: the door was opened, the stay is over, or a host keeps it.", open is not null);
    }

    /// <summary>An answer to an address that proved itself: by the channel in which it did, and only while that proof holds; or it is that of the booking by now.</summary>
    private async Task<Composed> ToProvenAsync(CendraDbContext db, Message message, Stay stay, Guid identityId, GuestAddresses onFile, CancellationToken ct)
    {
        var identity = await db.ChannelIdentities.AsNoTracking().SingleAsync(i => i.Id == identityId, ct);
        var other = identity.Channel == ChannelKind.Email ? new GuestAddresses(null, identity.Address) : new GuestAddresses(identity.Address, null);
        return proven.SpeaksFor(identity, stay) ? Written(message, stay, identity.Level, other, identity.Channel)
            : identity.Level == IdentityLevel.Attested && onFile.Holds(identity.Address) ? Written(message, stay, IdentityLevel.Attested, onFile)
            : Composed.Withdrawn("The address that it answers is none of this stay’s any more.") with { CallsHost = message.Author == MessageAuthor.Host || identity.RevokedUtc is null };
    }

    /// <summary>Arrival and change of code: composed anew at each try, so that nothing stale leaves.</summary>
    private async Task<Composed> TemplateAsync(CendraDbContext db, Message message, Stay stay, Reservation reservation, GuestAddresses to, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (decision, grants) = codes.For(stay, IdentityLevel.Attested, now);
        var due = Instants.Later(stay.Property is null || stay.CheckInUtc is null ? now : Disclosure.OpensUtc(stay.Property, stay.CheckInUtc.Value), message.CreatedUtc);
        switch (decision.Answer)
        {
            case DisclosureAnswer.Share when now < due + LockLimits.LongestWait && await LockLimits.WaitForHostAsync(db, stay.Codes.Select(c => c.LockId), ct):
                return Composed.Later(now + Again, "A host is told first what this lock cannot do.");
            case DisclosureAnswer.Share:
                break;
            case DisclosureAnswer.TooEarly:
                return Composed.Later(decision.OpensUtc!.Value, "");
            case DisclosureAnswer.NoCodeYet when message.Kind == MessageKinds.CodeChanged || now < due + CodeMayBeLate:
                return Composed.Later(now + (message.Kind == MessageKinds.CodeChanged ? AgainWithoutLook : Again), "The lock has not confirmed the code yet.");
            case DisclosureAnswer.NoCodeYet:
                break; // The rest of what the guest needs; the code follows by itself, and a host is called.
            default:
                return Composed.Withdrawn(Words(decision.Answer));
        }

        var words = new HostWords(stay, secrets, IdentityLevel.Attested, now, _ => "");
        var letter = arrivals.Compose(message.Kind, stay, reservation, to, grants, words, await links.ForAsync(db, stay, reservation, to, ct));
        Grant(db, message, grants, words.Grants);
        (message.Body, message.Language, message.ToldFromUtc, message.ToldUntilUtc) = (letter.Text, letter.Language, stay.CheckInUtc, stay.CheckOutUtc);
        return Composed.Ready(letter) with { LeftToHost = words.LeftToHost };
    }

    /// <summary>What cannot be opened any more leaves as dots: a host has to tell it.</summary>
    private Composed WithLost(Message message, Stay stay, Composed composed)
    {
        var lost = composed.Letter is null ? [] : stay.Property?.Secrets.FindAll(s => message.Secrets.Exists(m => m.SubjectId == s.Id) && !vault.CanReveal(s.Sealed)) ?? [];
        return lost.Count == 0 ? composed : composed with { LeftToHost = [.. composed.LeftToHost, .. lost.Select(s => s.Name)] };
    }

    private void Grant(CendraDbContext db, Message message, IReadOnlyList<CodeGrant> grants, IReadOnlyList<SecretGrant> ofProperty)
    {
        db.MessageSecrets.RemoveRange(message.Secrets);
        message.Secrets.Clear();
        message.Secrets.AddRange([.. grants.Select(g => g.AsSecret(message.Id, ids, clock)), .. ofProperty.Select(g => g.AsSecret(message.Id, ids, clock))]);
        db.MessageSecrets.AddRange(message.Secrets);
    }

    /// <summary>What agent or person wrote: each grant in it is decided on again.</summary>
    private Composed Written(Message message, Stay stay, IdentityLevel level, GuestAddresses to, ChannelKind? only = null)
    {
        if (message.Secrets.Count > 0 && message.CreatedUtc < stay.MovedUtc)
        {
            return Composed.Withdrawn("The guest was moved after it was written: it names the place before.") with { CallsHost = true };
        }

        var refused = message.Secrets.Select(s => Decided(stay, s, level)).FirstOrDefault(d => d.Answer != DisclosureAnswer.Share);
        return refused is null
            ? Composed.Ready(new Letter { Address = to.Phone ?? "", Mail = to.Mail ?? "", Only = only, Text = message.Body, Language = message.Language, Stay = stay })
            : Composed.Withdrawn(Words(refused.Answer)) with { CallsHost = true };
    }

    /// <summary>May what this grant stands for leave now; a secret that a host took away meanwhile was replaced by nothing.</summary>
    private DisclosureDecision Decided(Stay stay, MessageSecret grant, IdentityLevel level) => grant.SecretKind == SecretGrants.Fallback ? new DisclosureDecision(DisclosureAnswer.Share) // It was decided before.
        : grant.SubjectId is not { } subject
        ? Disclosure.Decide(stay, stay.Pins.Find(p => p.Id == grant.StayPinId), level, clock.GetUtcNow())
        : stay.Property?.Secrets.Find(s => s.Id == subject) is { } secret ? Disclosure.DecideSecret(stay, secret, level, clock.GetUtcNow()) : new DisclosureDecision(DisclosureAnswer.Replaced);

    private static string Words(DisclosureAnswer answer) => answer switch
    {
        DisclosureAnswer.Ended => "The stay is over.",
        DisclosureAnswer.Cancelled => "The reservation was cancelled.",
        DisclosureAnswer.Replaced => "Other digits took the place of those in it.",
        DisclosureAnswer.NoLock => "The property has no door with a lock.",
        DisclosureAnswer.TooEarly => "The code may not be told yet.",
        DisclosureAnswer.NoCodeYet => "The lock does not hold the code as it should.",
        _ => "The code may not be told.",
    };
}
