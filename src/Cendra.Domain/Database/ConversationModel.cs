using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;
using static Cendra.Domain.Database.CendraModel;

namespace Cendra.Domain.Database;

/// <summary>The tables of what is said between guests and hosts, and of who is called, under the rules of <see cref="CendraModel"/>.</summary>
internal static class ConversationModel
{
    public static void Build(ModelBuilder b)
    {
        Conversations(b);
        AddressesAndFiles(b);
        LockOuts(b);
        GuestTexts(b);
        Promises(b);
    }

    private static void AddressesAndFiles(ModelBuilder b)
    {
        b.Entity<ChannelIdentity>(e =>
        {
            Lengths(e, (nameof(ChannelIdentity.Address), 254), (nameof(ChannelIdentity.Bsuid), 254), (nameof(ChannelIdentity.ProvenBy), Short));
            e.HasIndex(i => new { i.Channel, i.Address, i.ConversationId }).IsUnique();
            e.HasIndex(i => i.Bsuid);
            e.HasOne<Conversation>().WithMany().HasForeignKey(i => i.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
        b.Entity<GuestFile>(e =>
        {
            Lengths(e, (nameof(GuestFile.ProviderMessageId), Short), (nameof(GuestFile.ProviderId), Short), (nameof(GuestFile.ContentType), Short));
            e.HasIndex(f => new { f.MessageId, f.Number }).IsUnique();
            e.HasIndex(f => f.DueAtUtc);
            e.HasOne<Message>().WithMany().HasForeignKey(f => f.MessageId).OnDelete(DeleteBehavior.Cascade);
        });
        b.Entity<OneTimeCode>(e =>
        {
            Lengths(e, (nameof(OneTimeCode.AddressHash), Short), (nameof(OneTimeCode.Asker), 254));
            e.HasIndex(c => c.AddressHash).IsUnique();
            e.HasIndex(c => c.MadeUtc);
            e.HasIndex(c => c.MessageId);
        });
        b.Entity<StayChoice>(e =>
        {
            Lengths(e, (nameof(StayChoice.AddressHash), Short));
            e.Ignore(c => c.Stays);
            e.HasIndex(c => new { c.Channel, c.AddressHash }).IsUnique();
            Refers<StayChoice, Stay>(e, nameof(StayChoice.ChosenStayId));
        });
    }

    private static void Conversations(ModelBuilder b)
    {
        b.Entity<Conversation>(e =>
        {
            Lengths(e, (nameof(Conversation.Key), 300), (nameof(Conversation.Language), 35), (nameof(Conversation.MailToken), Short));
            e.HasIndex(c => c.Key).IsUnique();
            e.HasIndex(c => c.MailToken).IsUnique();
            Refers<Conversation, Reservation>(e, nameof(Conversation.ReservationId));
            Refers<Conversation, Stay>(e, nameof(Conversation.StayId));
        });
        b.Entity<Message>(e =>
        {
            Lengths(e, (nameof(Message.Kind), Short), (nameof(Message.DedupeKey), Name), (nameof(Message.Language), 35), (nameof(Message.StateText), Line),
                (nameof(Message.LinkTokenHash), Short), (nameof(Message.Attachment), Short), (nameof(Message.MailId), 254), (nameof(Message.AddressesHash), Short), (nameof(Message.Subject), Line));
            e.HasIndex(m => m.LinkTokenHash);
            Refers<Message, Escalation>(e, nameof(Message.EscalationId));
            Refers<Message, HostContact>(e, nameof(Message.HostContactId));
            e.HasOne<ChannelIdentity>().WithMany().HasForeignKey(m => m.IdentityId).OnDelete(DeleteBehavior.NoAction);
            e.HasIndex(m => m.DedupeKey).IsUnique();
            Refers<Message, StayChoice>(e, nameof(Message.StayChoiceId));
            e.HasOne<Message>().WithMany().HasForeignKey(m => m.QuotesId).OnDelete(DeleteBehavior.NoAction);
            e.HasIndex(m => new { m.State, m.DueAtUtc });
            e.HasOne<Conversation>().WithMany().HasForeignKey(m => m.ConversationId).OnDelete(DeleteBehavior.Cascade);
            Refers<Message, Reservation>(e, nameof(Message.ReservationId));
            Refers<Message, Stay>(e, nameof(Message.StayId));
            e.HasMany(m => m.Secrets).WithOne().HasForeignKey(s => s.MessageId).OnDelete(DeleteBehavior.Cascade);
            e.HasMany(m => m.Deliveries).WithOne().HasForeignKey(d => d.MessageId).OnDelete(DeleteBehavior.Cascade);
        });
        b.Entity<MessageSecret>(e =>
        {
            Lengths(e, (nameof(MessageSecret.Token), Short), (nameof(MessageSecret.SecretKind), Short), (nameof(MessageSecret.Decision), Line));
            e.HasIndex(s => new { s.MessageId, s.Token }).IsUnique();
            Refers<MessageSecret, StayPin>(e, nameof(MessageSecret.StayPinId));
        });
        b.Entity<Delivery>(e =>
        {
            Lengths(e, (nameof(Delivery.Address), 254), (nameof(Delivery.ProviderId), 254), (nameof(Delivery.TextHash), Short), (nameof(Delivery.ErrorCode), Short), (nameof(Delivery.StatusText), Line));
            e.HasIndex(d => new { d.Channel, d.ProviderId }).IsUnique();
            e.HasIndex(d => new { d.Status, d.AnnouncedStatus });
        });
        b.Entity<Escalation>(e =>
        {
            Lengths(e, (nameof(Escalation.Cause), Name), (nameof(Escalation.Title), Line), (nameof(Escalation.Outcome), Line), (nameof(Escalation.AcknowledgedByName), Name));
            e.HasMany(x => x.Stays).WithOne().HasForeignKey(s => s.EscalationId).OnDelete(DeleteBehavior.Cascade);
            Refers<Escalation, SmartLock>(e, nameof(Escalation.LockId));
            Refers<Escalation, Connection>(e, nameof(Escalation.ConnectionId));
            Refers<Escalation, Conversation>(e, nameof(Escalation.ConversationId));
        });
        b.Entity<EscalationStay>(e =>
        {
            Lengths(e, (nameof(EscalationStay.NextStep), Line));
            e.HasIndex(s => new { s.EscalationId, s.StayId }).IsUnique();
            Refers<EscalationStay, Stay>(e, nameof(EscalationStay.StayId));
        });
    }

    private static void LockOuts(ModelBuilder b)
    {
        b.Entity<LockOut>(e =>
        {
            e.HasIndex(l => l.NextUtc);
            e.HasIndex(l => l.OpenedUtc);
            Refers<LockOut, Stay>(e, nameof(LockOut.StayId));
            Refers<LockOut, Conversation>(e, nameof(LockOut.ConversationId));
            Refers<LockOut, SmartLock>(e, nameof(LockOut.LockId));
            e.HasOne<ChannelIdentity>().WithMany().HasForeignKey(l => l.IdentityId).OnDelete(DeleteBehavior.NoAction);
        });
    }

    private static void GuestTexts(ModelBuilder b)
    {
        b.Entity<PropertyMessage>(e =>
        {
            Lengths(e, (nameof(PropertyMessage.Kind), Short));
            e.HasIndex(m => new { m.PropertyId, m.Kind }).IsUnique();
            e.HasOne<Property>().WithMany().HasForeignKey(m => m.PropertyId).OnDelete(DeleteBehavior.Cascade);
        });
        b.Entity<PropertyText>(e =>
        {
            Lengths(e, (nameof(PropertyText.Kind), Short), (nameof(PropertyText.Language), 35));
            e.HasIndex(t => new { t.PropertyId, t.Kind, t.Language }).IsUnique();
            e.HasOne<Property>().WithMany().HasForeignKey(t => t.PropertyId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void Promises(ModelBuilder b)
    {
        b.Entity<Commitment>(e =>
        {
            Lengths(e, (nameof(Commitment.What), Line), (nameof(Commitment.DedupeKey), Name), (nameof(Commitment.Outcome), Line));
            e.HasIndex(c => c.DedupeKey).IsUnique();
            e.HasIndex(c => c.DueAtUtc);
            Refers<Commitment, Stay>(e, nameof(Commitment.StayId));
            Refers<Commitment, Message>(e, nameof(Commitment.MessageId));
        });
    }
}
