using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Inbox;
using Cendra.Domain.Outgoing;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Cendra.Domain.Database;

/// <summary>
/// The model for all three databases. Rules: every string has a length unless it is prose; nothing cascades but parts of a whole; unique indexes settle
/// concurrency; <c>Version</c> is a concurrency token wherever it stands; enums that people read in the database are stored by name.
/// </summary>
internal static class CendraModel
{
    internal const int Short = 64;
    internal const int Name = 200;
    internal const int Line = 500;

    public static void Build(ModelBuilder b)
    {
        Portfolio(b);
        Stays(b);
        Access(b);
        Outgoing(b);
        ConversationModel.Build(b);
        Records(b);
        KnowledgeModel.Build(b);
        AnswersModel.Build(b);
        ReleaseModel.Build(b);
        Finish(b);
    }

    private static void Portfolio(ModelBuilder b)
    {
        b.Entity<Property>(e =>
        {
            Lengths(e, (nameof(Property.Name), Name), (nameof(Property.Address), Line), (nameof(Property.City), Name), (nameof(Property.TimeZoneId), Short));
            Lengths(e, (nameof(Property.FallbackWords), Line));
            Sealed(e.OwnsOne(p => p.FallbackSecret));
            e.HasMany(p => p.Doors).WithOne(d => d.Property).HasForeignKey(d => d.PropertyId).OnDelete(DeleteBehavior.Cascade);
            e.HasMany(p => p.Listings).WithOne(l => l.Property).HasForeignKey(l => l.PropertyId).OnDelete(DeleteBehavior.Cascade);
        });
        b.Entity<PropertyListing>(e =>
        {
            Lengths(e, (nameof(PropertyListing.ExternalId), Name));
            e.HasIndex(l => new { l.ConnectionId, l.ExternalId }).IsUnique();
            Refers<PropertyListing, Connection>(e, nameof(PropertyListing.ConnectionId));
        });
        b.Entity<SmartLock>(e =>
        {
            Lengths(e, (nameof(SmartLock.DeviceId), 100), (nameof(SmartLock.Name), Name), (nameof(SmartLock.DeviceType), Short), (nameof(SmartLock.Model), Name),
                (nameof(SmartLock.PinLengths), Short), (nameof(SmartLock.PinConstraints), Line), (nameof(SmartLock.Fault), Line), (nameof(SmartLock.LastUnlockedHow), Name),
                (nameof(SmartLock.TimeZoneId), Short), (nameof(SmartLock.BatteryStatus), Short), (nameof(SmartLock.Warning), Line), (nameof(SmartLock.AccountId), 100));
            e.HasIndex(l => l.AuditDueUtc);
            e.HasIndex(l => new { l.ConnectionId, l.DeviceId }).IsUnique();
            Refers<SmartLock, Connection>(e, nameof(SmartLock.ConnectionId));
        });
        b.Entity<LockReading>(e =>
        {
            e.HasIndex(r => new { r.LockId, r.AtUtc });
            e.HasOne<SmartLock>().WithMany().HasForeignKey(r => r.LockId).OnDelete(DeleteBehavior.Cascade);
        });
        b.Entity<LockDenial>(e =>
        {
            Lengths(e, (nameof(LockDenial.Why), Short));
            e.HasIndex(d => new { d.LockId, d.AtUtc }).IsUnique();
            e.HasOne<SmartLock>().WithMany().HasForeignKey(d => d.LockId).OnDelete(DeleteBehavior.Cascade);
        });
        b.Entity<DoorUse>(e =>
        {
            Lengths(e, (nameof(DoorUse.DoorName), Name));
            e.HasIndex(d => new { d.PropertyId, d.LockId }).IsUnique();
            e.HasOne(d => d.Lock).WithMany().HasForeignKey(d => d.LockId).OnDelete(DeleteBehavior.Restrict);
        });
        b.Entity<HostContact>(e =>
        {
            Lengths(e, (nameof(HostContact.Name), Name), (nameof(HostContact.Phone), Short), (nameof(HostContact.Email), 254),
                (nameof(HostContact.TimeZoneId), Short), (nameof(HostContact.Language), 35));
            Refers<HostContact, Property>(e, nameof(HostContact.PropertyId));
        });
        b.Entity<Connection>(e =>
        {
            Lengths(e, (nameof(Connection.Name), Short), (nameof(Connection.StateText), Line));
            e.HasIndex(c => c.Name).IsUnique();
        });
        b.Entity<ApiKey>(e =>
        {
            Lengths(e, (nameof(ApiKey.Name), Name), (nameof(ApiKey.Shown), Short), (nameof(ApiKey.KeyHash), Short));
            e.HasIndex(k => k.KeyHash).IsUnique();
            Refers<ApiKey, Connection>(e, nameof(ApiKey.ConnectionId));
        });
    }

    private static void Stays(ModelBuilder b)
    {
        b.Entity<Reservation>(e =>
        {
            Lengths(e, (nameof(Reservation.GuestName), Name), (nameof(Reservation.GuestPhone), Short), (nameof(Reservation.GuestEmail), 254),
                (nameof(Reservation.GuestLanguage), 35), (nameof(Reservation.Channel), Short), (nameof(Reservation.ConfirmationCode), Short));
            e.HasIndex(r => r.ConfirmationCode);
            e.HasMany(r => r.Stays).WithOne(s => s.Reservation).HasForeignKey(s => s.ReservationId).OnDelete(DeleteBehavior.Restrict);
        });
        b.Entity<SourceBooking>(e =>
        {
            Lengths(e, (nameof(SourceBooking.ExternalId), Name), (nameof(SourceBooking.SourceVersion), Short), (nameof(SourceBooking.ContentHash), Short),
                (nameof(SourceBooking.StatusRaw), Short));
            e.HasIndex(s => new { s.ConnectionId, s.ExternalId }).IsUnique();
            e.HasOne(s => s.Reservation).WithMany().HasForeignKey(s => s.ReservationId).OnDelete(DeleteBehavior.Restrict);
            Refers<SourceBooking, Connection>(e, nameof(SourceBooking.ConnectionId));
        });
        b.Entity<SourceSync>(e =>
        {
            e.HasKey(s => s.ConnectionId);
            Lengths(e, (nameof(SourceSync.ETag), Line), (nameof(SourceSync.ContentHash), Short));
            e.HasIndex(s => s.DueUtc);
            e.HasOne<Connection>().WithOne().HasForeignKey<SourceSync>(s => s.ConnectionId).OnDelete(DeleteBehavior.Cascade);
        });
        b.Entity<Mailbox>(e =>
        {
            e.HasKey(m => m.ConnectionId);
            Lengths(e, (nameof(Mailbox.Account), Short));
            e.HasOne<Connection>().WithOne().HasForeignKey<Mailbox>(m => m.ConnectionId).OnDelete(DeleteBehavior.Cascade);
        });
        b.Entity<Stay>(e =>
        {
            Lengths(e, (nameof(Stay.ListingExternalId), Name), (nameof(Stay.WorstReason), Line));
            e.Ignore(s => s.Entitlement);
            e.HasIndex(s => new { s.ReservationId, s.ListingExternalId }).IsUnique();
            e.HasIndex(s => s.DueAtUtc);
            e.HasIndex(s => new { s.PropertyId, s.CheckInUtc });
            Refers<Stay, Property>(e, nameof(Stay.FormerPropertyId));
            e.HasOne(s => s.Property).WithMany().HasForeignKey(s => s.PropertyId).OnDelete(DeleteBehavior.Restrict);
            e.HasMany(s => s.Pins).WithOne(p => p.Stay).HasForeignKey(p => p.StayId).OnDelete(DeleteBehavior.Restrict);
            e.HasMany(s => s.Codes).WithOne(c => c.Stay).HasForeignKey(c => c.StayId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void Access(ModelBuilder b)
    {
        b.Entity<StayPin>(e =>
        {
            Lengths(e, (nameof(StayPin.ReplacedBecause), Line));
            e.HasIndex(p => new { p.StayId, p.PinVersion }).IsUnique();
            Refers<StayPin, SmartLock>(e, nameof(StayPin.ChosenByLockId));
            Sealed(e.OwnsOne(p => p.Sealed));
        });
        b.Entity<AccessCode>(e =>
        {
            Lengths(e, (nameof(AccessCode.DoorName), Name), (nameof(AccessCode.NameOnLock), Name), (nameof(AccessCode.SeamAccessCodeId), 100), (nameof(AccessCode.FaultText), Line));
            e.Ignore(c => c.IsSettled).Ignore(c => c.IsLive).Ignore(c => c.IsOnLock).Ignore(c => c.IsServing).Ignore(c => c.IsClosedByHost).Ignore(c => c.IsLeavingPlace);
            e.HasIndex(c => new { c.StayId, c.LockId, c.PinVersion }).IsUnique();
            e.HasIndex(c => c.SeamAccessCodeId);
            e.HasIndex(c => new { c.State, c.AnnouncedState });
            e.HasOne(c => c.Lock).WithMany().HasForeignKey(c => c.LockId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(c => c.Pin).WithMany().HasForeignKey(c => c.StayPinId).OnDelete(DeleteBehavior.Restrict);
        });
        b.Entity<PinHold>(e =>
        {
            Lengths(e, (nameof(PinHold.PinHash), Short));
            e.HasIndex(h => new { h.LockId, h.PinHash }).IsUnique();
            Refers<PinHold, SmartLock>(e, nameof(PinHold.LockId));
            Refers<PinHold, Stay>(e, nameof(PinHold.StayId));
        });
        b.Entity<GuestLink>(e =>
        {
            Lengths(e, (nameof(GuestLink.AddressHash), Short), (nameof(GuestLink.TokenHash), Short));
            e.HasIndex(l => l.TokenHash).IsUnique();
            e.HasIndex(l => new { l.StayId, l.GuestVersion, l.AddressHash }).IsUnique();
            e.HasOne(l => l.Stay).WithMany().HasForeignKey(l => l.StayId).OnDelete(DeleteBehavior.Restrict);
        });
        b.Entity<FoundCode>(e =>
        {
            Lengths(e, (nameof(FoundCode.SeamAccessCodeId), 100), (nameof(FoundCode.NameOnLock), Name), (nameof(FoundCode.PinHash), Short), (nameof(FoundCode.OwnerName), Name));
            e.HasIndex(f => new { f.LockId, f.SeamAccessCodeId }).IsUnique();
            Refers<FoundCode, SmartLock>(e, nameof(FoundCode.LockId));
            Refers<FoundCode, AccessCode>(e, nameof(FoundCode.AccessCodeId));
        });
    }

    private static void Outgoing(ModelBuilder b)
    {
        b.Entity<OutgoingEvent>(e =>
        {
            Lengths(e, (nameof(OutgoingEvent.Kind), Short), (nameof(OutgoingEvent.Occasion), Short), (nameof(OutgoingEvent.Trouble), Line));
            e.HasIndex(o => new { o.ConnectionId, o.SubjectId, o.Occasion }).IsUnique();
            e.HasIndex(o => o.DueAtUtc);
            Refers<OutgoingEvent, Connection>(e, nameof(OutgoingEvent.ConnectionId));
        });
        b.Entity<CodeWriteBack>(e =>
        {
            Lengths(e, (nameof(CodeWriteBack.FieldHash), Short), (nameof(CodeWriteBack.Trouble), Line));
            e.HasIndex(w => new { w.StayId, w.ConnectionId }).IsUnique();
            e.HasIndex(w => w.DueAtUtc);
            Refers<CodeWriteBack, Stay>(e, nameof(CodeWriteBack.StayId));
            Refers<CodeWriteBack, Connection>(e, nameof(CodeWriteBack.ConnectionId));
        });
    }

    private static void Records(ModelBuilder b)
    {
        b.Entity<AgentTurn>(e =>
        {
            Lengths(e, (nameof(AgentTurn.Responder), Short), (nameof(AgentTurn.Model), Name), (nameof(AgentTurn.Outcome), Line));
            e.HasIndex(t => t.MessageId);
            e.HasIndex(t => t.QuestionId);
            e.HasOne<Conversation>().WithMany().HasForeignKey(t => t.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
        b.Entity<ReceivedWebhook>(e =>
        {
            Lengths(e, (nameof(ReceivedWebhook.Source), Short), (nameof(ReceivedWebhook.ExternalId), Name), (nameof(ReceivedWebhook.BodyHash), Short), (nameof(ReceivedWebhook.Outcome), Line));
            e.HasIndex(w => new { w.Source, w.ExternalId }).IsUnique();
            e.HasIndex(w => w.DueAtUtc);
        });
        b.Entity<AuditEvent>(e =>
        {
            Lengths(e, (nameof(AuditEvent.Stream), 100), (nameof(AuditEvent.Actor), Short), (nameof(AuditEvent.What), 1000),
                (nameof(AuditEvent.PersonalCommitment), Short), (nameof(AuditEvent.PreviousMac), Short), (nameof(AuditEvent.Mac), Short));
            e.Property(x => x.Kind).HasConversion<string>().HasMaxLength(Short);
            e.HasIndex(x => new { x.Stream, x.Sequence }).IsUnique();
            e.HasOne(x => x.Personal).WithOne().HasForeignKey<AuditPersonal>(p => p.AuditEventId).OnDelete(DeleteBehavior.Restrict);
        });
        b.Entity<AuditPersonal>(e =>
        {
            e.HasKey(p => p.AuditEventId);
            Lengths(e, (nameof(AuditPersonal.Salt), Short));
        });
        b.Entity<HostUser>(e => Lengths(e, (nameof(HostUser.DisplayName), Name)));
        b.Entity<HostUserProperty>(e =>
        {
            e.HasKey(x => new { x.UserId, x.PropertyId });
            e.HasOne<HostUser>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Cascade);
            e.HasOne<Property>().WithMany().HasForeignKey(x => x.PropertyId).OnDelete(DeleteBehavior.Cascade);
        });
        b.Entity<SetUpLink>(e =>
        {
            Lengths(e, (nameof(SetUpLink.TokenHash), Short), (nameof(SetUpLink.Role), Short));
            e.HasIndex(l => l.TokenHash).IsUnique();
        });
    }

    /// <summary>What holds for every table: versions guard, ids are made by Cendra, audit streams are no columns.</summary>
    private static void Finish(ModelBuilder b)
    {
        foreach (var type in b.Model.GetEntityTypes().Where(t => t.ClrType.Namespace?.StartsWith("Cendra.", StringComparison.Ordinal) == true).ToList())
        {
            if (type.FindProperty("Version") is { } version && version.ClrType == typeof(int))
            {
                version.IsConcurrencyToken = true;
            }

            if (type.FindPrimaryKey()?.Properties is [{ Name: "Id" } id])
            {
                id.ValueGenerated = ValueGenerated.Never;
            }

            if (typeof(Audited).IsAssignableFrom(type.ClrType))
            {
                b.Entity(type.ClrType).Ignore(nameof(Audited.AuditStream));
            }
        }
    }

    private static void Sealed<T>(Microsoft.EntityFrameworkCore.Metadata.Builders.OwnedNavigationBuilder<T, SealedPin> pin)
        where T : class
    {
        pin.Property(x => x.Ciphertext).HasMaxLength(2000);
        pin.Property(x => x.Hash).HasMaxLength(Short);
    }

    internal static void Lengths<T>(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<T> entity, params (string Property, int Length)[] lengths)
        where T : class
    {
        foreach (var (property, length) in lengths)
        {
            entity.Property(property).HasMaxLength(length);
        }
    }

    internal static void Refers<T, TOther>(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<T> entity, string foreignKey)
        where T : class
        where TOther : class =>
        entity.HasOne<TOther>().WithMany().HasForeignKey(foreignKey).OnDelete(DeleteBehavior.Restrict);
}
