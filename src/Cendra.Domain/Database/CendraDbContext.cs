using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Inbox;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Outgoing;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Releases;
using Cendra.Domain.Stays;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Cendra.Domain.Database;

/// <summary>
/// All rows of Cendra and of its sign-in. One model, three databases. Saving chains the audit lines of what changed, raises versions, and tells live pages;
/// saves of one installation go one at a time within the process, so that its chains do not collide.
/// </summary>
public abstract class CendraDbContext(DbContextOptions options) : IdentityDbContext<HostUser, IdentityRole<Guid>, Guid>(options)
{
    private readonly List<StreamNotes> _streams = [];

    public DbSet<Property> Properties => Set<Property>();
    public DbSet<PropertyListing> PropertyListings => Set<PropertyListing>();
    public DbSet<SmartLock> SmartLocks => Set<SmartLock>();
    public DbSet<LockReading> LockReadings => Set<LockReading>();
    public DbSet<LockDenial> LockDenials => Set<LockDenial>();
    public DbSet<DoorUse> DoorUses => Set<DoorUse>();
    public DbSet<PropertyMessage> PropertyMessages => Set<PropertyMessage>();
    public DbSet<PropertyText> PropertyTexts => Set<PropertyText>();
    public DbSet<AnswerRule> AnswerRules => Set<AnswerRule>();
    public DbSet<HostContact> HostContacts => Set<HostContact>();
    public DbSet<Connection> Connections => Set<Connection>();
    public DbSet<SourceBooking> SourceBookings => Set<SourceBooking>();
    public DbSet<SourceSync> SourceSyncs => Set<SourceSync>();
    public DbSet<Mailbox> Mailboxes => Set<Mailbox>();
    public DbSet<Reservation> Reservations => Set<Reservation>();
    public DbSet<Stay> Stays => Set<Stay>();
    public DbSet<StayPin> StayPins => Set<StayPin>();
    public DbSet<AccessCode> AccessCodes => Set<AccessCode>();
    public DbSet<PinHold> PinHolds => Set<PinHold>();
    public DbSet<FoundCode> FoundCodes => Set<FoundCode>();
    public DbSet<GuestLink> GuestLinks => Set<GuestLink>();
    public DbSet<Conversation> Conversations => Set<Conversation>();
    public DbSet<ChannelIdentity> ChannelIdentities => Set<ChannelIdentity>();
    public DbSet<GuestFile> GuestFiles => Set<GuestFile>();
    public DbSet<OneTimeCode> OneTimeCodes => Set<OneTimeCode>();
    public DbSet<StayChoice> StayChoices => Set<StayChoice>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<MessageTranslation> MessageTranslations => Set<MessageTranslation>();
    public DbSet<MessageSecret> MessageSecrets => Set<MessageSecret>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<AgentTurn> AgentTurns => Set<AgentTurn>();
    public DbSet<OutboundSwitch> OutboundSwitches => Set<OutboundSwitch>();
    public DbSet<Commitment> Commitments => Set<Commitment>();
    public DbSet<LockOut> LockOuts => Set<LockOut>();
    public DbSet<Escalation> Escalations => Set<Escalation>();
    public DbSet<EscalationStay> EscalationStays => Set<EscalationStay>();
    public DbSet<ReceivedWebhook> ReceivedWebhooks => Set<ReceivedWebhook>();
    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();
    public DbSet<AuditPersonal> AuditPersonals => Set<AuditPersonal>();
    public DbSet<HostUserProperty> HostUserProperties => Set<HostUserProperty>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<OutgoingEvent> OutgoingEvents => Set<OutgoingEvent>();
    public DbSet<CodeWriteBack> CodeWriteBacks => Set<CodeWriteBack>();
    public DbSet<SetUpLink> SetUpLinks => Set<SetUpLink>();
    public DbSet<Article> Articles => Set<Article>();
    public DbSet<ArticleProperty> ArticleProperties => Set<ArticleProperty>();
    public DbSet<ArticleVersion> ArticleVersions => Set<ArticleVersion>();
    public DbSet<ArticleVector> ArticleVectors => Set<ArticleVector>();
    public DbSet<AnswerSource> AnswerSources => Set<AnswerSource>();
    public DbSet<ArticleCandidate> ArticleCandidates => Set<ArticleCandidate>();
    public DbSet<CandidateQuestion> CandidateQuestions => Set<CandidateQuestion>();
    public DbSet<PropertySecret> PropertySecrets => Set<PropertySecret>();
    public DbSet<EntryStep> EntrySteps => Set<EntryStep>();
    public DbSet<EntryPhoto> EntryPhotos => Set<EntryPhoto>();
    public DbSet<Release> Releases => Set<Release>();
    public DbSet<EvalCase> EvalCases => Set<EvalCase>();
    public DbSet<TopicNotNeeded> TopicsNotNeeded => Set<TopicNotNeeded>();

    /// <summary>Lines of chains without a row, waiting for the next save.</summary>
    internal IReadOnlyList<Audited> Streams => _streams;

    /// <summary>Stores these lines with the next save.</summary>
    public void Audit(StreamNotes notes) => _streams.Add(notes);

    /// <inheritdoc />
    public override void Dispose()
    {
        _streams.Clear(); // It goes back to the pool, for somebody else's unit of work.
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        _streams.Clear();
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
    }

    /// <inheritdoc />
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save with SaveChangesAsync: audit lines are chained there.");

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var chain = Wanted<AuditChain>();
        using var turn = chain is null ? null : await chain.TakeTurnAsync(cancellationToken);
        var append = AuditAppend.Empty;
        int rows;
        try
        {
            ChangeTracker.DetectChanges(); // Once: what is added from here on is final, and each look over all rows costs.
            ChangeTracker.AutoDetectChangesEnabled = false;
            RaiseVersions();
            append = chain is null ? AuditAppend.Empty : await chain.AppendAsync(this, cancellationToken);
            rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            chain?.Complete(append);
        }
        catch
        {
            AuditChain.Withdraw(this, append);
            throw;
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }

        if (rows > 0)
        {
            Wanted<LiveChanges>()?.Announce();
        }

        return rows;
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        SignInModel.Build(builder);
        CendraModel.Build(builder);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MicrosecondInstant>();

    private void RaiseVersions()
    {
        foreach (var entry in ChangeTracker.Entries().Where(e => e.State == EntityState.Modified))
        {
            if (entry.Metadata.FindProperty("Version") is { IsConcurrencyToken: true } version)
            {
                var property = entry.Property(version.Name);
                property.CurrentValue = (int)property.OriginalValue! + 1;
            }
        }
    }

    private T? Wanted<T>() where T : class =>
        this.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider?.GetService(typeof(T)) as T;
}
