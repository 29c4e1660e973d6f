using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Outgoing;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Releases;
using Cendra.Domain.Stays;
using Cendra.Tests.World;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Cendra.Tests.Database;

/// <summary>One row of every table with something in every column, so that what a database cannot hold or give back shows.</summary>
internal static class FilledRows
{
    /// <summary>Adds one row of each kind; every column that is no key gets a value that is not its default, texts at their full length.</summary>
    public static void AddTo(CendraDbContext db, TestDatabase world)
    {
        var rows = world.Rows;
        var house = rows.House();
        var conversation = rows.Conversation(house.Reservation, house.Stay);
        var message = rows.Message(conversation);
        var escalation = rows.Escalation();
        (escalation.LockId, escalation.ConnectionId, escalation.ConversationId) = (house.Lock.Id, house.Connection.Id, conversation.Id);
        db.AddRange(house.All);
        db.AddRange(
            rows.Listing(house.Property, house.Connection), rows.Booking(house.Connection, house.Reservation), rows.Hold(house.Lock, house.Stay), conversation,
            rows.Identity(conversation), message, rows.Secret(message, house.Pin), rows.Delivery(message), escalation, rows.Touches(escalation, house.Stay),
            rows.Webhook(), rows.Contact(house.Property), new OutboundSwitch(), new SourceSync { ConnectionId = house.Connection.Id }, new Mailbox { ConnectionId = house.Connection.Id, Account = "a" },
            new LockDenial { Id = world.Ids.Next(), LockId = house.Lock.Id, Why = "unknown_code" }, new LockOut { Id = world.Ids.Next(), StayId = house.Stay.Id, ConversationId = conversation.Id, LockId = house.Lock.Id },
            new LockReading { Id = world.Ids.Next(), LockId = house.Lock.Id }, new FoundCode { Id = world.Ids.Next(), LockId = house.Lock.Id, SeamAccessCodeId = "found", AccessCodeId = house.Code.Id },
            new AnswerRule { Id = world.Ids.Next(), PropertyId = house.Property.Id }, new MessageTranslation { MessageId = message.Id, Language = "en" },
            new PropertyMessage { Id = world.Ids.Next(), PropertyId = house.Property.Id, Kind = "thanks" }, new PropertyText { Id = world.Ids.Next(), PropertyId = house.Property.Id, Kind = "thanks", Language = "en", Body = "x" },
            new Commitment { Id = world.Ids.Next(), StayId = house.Stay.Id, MessageId = message.Id, What = "Late check-out", DedupeKey = "promise" },
            new AgentTurn { Id = world.Ids.Next(), ConversationId = conversation.Id, MessageId = message.Id, Responder = "agent" },
            new ApiKey { Id = world.Ids.Next(), ConnectionId = house.Connection.Id, Name = "key", Shown = "cendra_a1b2", KeyHash = "hash" },
            new OutgoingEvent { Id = world.Ids.Next(), ConnectionId = house.Connection.Id, Kind = "code.active", SubjectId = house.Code.Id, Occasion = "2", Body = "{}" },
            new GuestFile { Id = world.Ids.Next(), MessageId = message.Id, ProviderMessageId = "MM1" },
            new OneTimeCode { Id = world.Ids.Next(), AddressHash = "address" }, new StayChoice { Id = world.Ids.Next(), AddressHash = "address" },
            new GuestLink { Id = world.Ids.Next(), StayId = house.Stay.Id, AddressHash = "address", TokenHash = "token" },
            Release.First(world.Ids.Next(), "{}", "", "x", world.Clock.GetUtcNow()), new EvalCase { Id = world.Ids.Next(), OriginKey = "key", Words = "w", Language = "en", KeptBy = "host" },
            new CodeWriteBack { Id = world.Ids.Next(), ConnectionId = house.Connection.Id, StayId = house.Stay.Id });
        house.Stay.NotePersonal(Domain.Audit.AuditKind.ReservationChanged, "pms", "Guest changed", new Dictionary<string, string> { ["guest"] = "Ada Ünïcødé 🔑" });
        AddSignIn(db, world, house.Property.Id);
        AddKnowledge(db, world, house.Property.Id, db.ChangeTracker.Entries<AgentTurn>().Single().Entity.Id);
        foreach (var entry in db.ChangeTracker.Entries().ToList())
        {
            Fill(entry, world);
        }
    }

    private static void AddSignIn(CendraDbContext db, TestDatabase world, Guid propertyId)
    {
        var user = new HostUser { Id = world.Ids.Next() };
        var role = new IdentityRole<Guid> { Id = world.Ids.Next() };
        db.AddRange(
            user, role, new HostUserProperty { UserId = user.Id, PropertyId = propertyId },
            new SetUpLink { Id = world.Ids.Next(), TokenHash = new string('a', 64), Role = HostRoles.Owner },
            new IdentityUserRole<Guid> { UserId = user.Id, RoleId = role.Id }, new IdentityUserClaim<Guid> { UserId = user.Id },
            new IdentityRoleClaim<Guid> { RoleId = role.Id }, new IdentityUserLogin<Guid> { UserId = user.Id, LoginProvider = "p", ProviderKey = "k" },
            new IdentityUserToken<Guid> { UserId = user.Id, LoginProvider = "p", Name = "n" },
            new IdentityUserPasskey<Guid>
            {
                UserId = user.Id,
                CredentialId = [1, 2, 3],
                Data = new IdentityPasskeyData { PublicKey = [4, 5], AttestationObject = [6], ClientDataJson = [7], Transports = ["internal"], Name = "phone" },
            });
    }

    private static void AddKnowledge(CendraDbContext db, TestDatabase world, Guid propertyId, Guid turnId)
    {
        var article = new Article { Id = world.Ids.Next(), Question = "q", Answer = "a", Language = "en" };
        var candidate = new ArticleCandidate { Id = world.Ids.Next(), PropertyId = propertyId, Question = "q", QuestionKey = "key" };
        var photo = new EntryPhoto { Id = world.Ids.Next(), PropertyId = propertyId, ContentType = "image/png", Sealed = [1] };
        db.AddRange(
            article, candidate, photo, new ArticleProperty { ArticleId = article.Id, PropertyId = propertyId }, new ArticleVersion { Id = world.Ids.Next(), ArticleId = article.Id, Question = "q", Answer = "a", Actor = "me" },
            new AnswerSource { Id = world.Ids.Next(), AgentTurnId = turnId, ArticleId = article.Id }, new ArticleVector { ArticleId = article.Id, Model = "m", Numbers = [1] },
            new CandidateQuestion { Id = world.Ids.Next(), CandidateId = candidate.Id, DedupeKey = "key" }, new TopicNotNeeded { PropertyId = propertyId, Topic = "wifi" },
            new PropertySecret { Id = world.Ids.Next(), PropertyId = propertyId, Name = "wifi", Sealed = new SealedText { Ciphertext = [1], Hash = "00" } },
            new EntryStep { Id = world.Ids.Next(), PropertyId = propertyId, PhotoId = photo.Id });
    }

    private static void Fill(EntityEntry entry, TestDatabase world)
    {
        foreach (var property in entry.Metadata.GetProperties().Where(p => !p.IsKey() && !p.IsForeignKey() && !entry.Metadata.IsMappedToJson()))
        {
            if (property.Name is not (nameof(Conversation.Version) or "Mac" or "Stream"))
            {
                entry.Property(property.Name).CurrentValue = Value(property, world);
            }
        }
    }

    private static object Value(IReadOnlyProperty property, TestDatabase world) => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) switch
    {
        { } t when t == typeof(string) => Text(property.GetMaxLength() ?? 3000),
        { } t when t == typeof(DateTimeOffset) => new DateTimeOffset(2026, 7, 3, 4, 5, 6, TimeSpan.FromHours(2)).AddTicks(7_654_321),
        { } t when t == typeof(DateOnly) => new DateOnly(2026, 7, 3),
        { } t when t == typeof(TimeOnly) => new TimeOnly(15, 30, 59),
        { } t when t == typeof(bool) => true,
        { } t when t == typeof(int) => 2_000_000_001,
        { } t when t == typeof(long) => 9_000_000_000_000_000_001,
        { } t when t == typeof(double) => 0.123456789,
        { } t when t == typeof(Guid) => world.Ids.Next(),
        { } t when t == typeof(byte[]) => Enumerable.Range(0, property.GetMaxLength() ?? 5000).Select(i => (byte)i).ToArray(),
        { IsEnum: true } t => Enum.GetValues(t).Cast<object>().Last(),
        var t => throw new InvalidOperationException($"Say what a filled {t.Name} is."),
    };

    /// <summary>Letters beyond ASCII and a character beyond UTF-16's first plane, cut to exactly this many UTF-16 units.</summary>
    private static string Text(int length) => ("🔑ñß中 " + string.Concat(Enumerable.Repeat("aé漢", 1000)))[..length];
}
