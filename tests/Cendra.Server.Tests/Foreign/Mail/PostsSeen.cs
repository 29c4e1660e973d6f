using System.Collections.Concurrent;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Messaging.Email;
using Cendra.Messaging.Outbound;
using Cendra.Server.Tests.Service;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>Sees every mail that the house posts, and is two moments at which a process may die: its claim is kept and nothing left yet; the server took it and nobody knows.</summary>
internal sealed class PostsSeen(KillSwitch kill)
{
    public const string Before = "before a mail is posted";
    public const string After = "after a mail was posted";

    /// <summary>The Message-ID of each that a server took, as often as it did.</summary>
    public ConcurrentQueue<string> Taken { get; } = new();

    public void AddTo(IServiceCollection services)
    {
        services.Remove(services.Single(d => d.ImplementationType == typeof(EmailChannel)));
        services.AddScoped<IMessageChannel>(sp => new Seen(ActivatorUtilities.CreateInstance<EmailChannel>(sp), this, kill));
    }

    private sealed class Seen(EmailChannel inner, PostsSeen seen, KillSwitch kill) : IMessageChannel
    {
        public int MostAttempts => inner.MostAttempts;

        public int MostUnknown => inner.MostUnknown;

        public DateTimeOffset? ClosedUntilUtc => inner.ClosedUntilUtc;

        public bool Carries(ChannelKind channel) => inner.Carries(channel);

        public async Task<ReadyCall?> PrepareAsync(CendraDbContext db, Message message, Letter letter, Route route, CancellationToken ct) =>
            await inner.PrepareAsync(db, message, letter, route, ct) is not { } ready ? null : new ReadyCall
            {
                TextHash = ready.TextHash,
                GiveId = ready.GiveId,
                Send = async (call, delivery, cancel) =>
                {
                    kill.Pass(Before);
                    var news = await ready.Send(call, delivery, cancel);
                    if (news is { Status: DeliveryStatus.Accepted })
                    {
                        seen.Taken.Enqueue(delivery.ProviderId!);
                    }

                    kill.Pass(After);
                    return news;
                },
            };

        public Task<Finding> FindAsync(CendraDbContext db, Delivery unknown, CancellationToken ct) => inner.FindAsync(db, unknown, ct);
    }
}
