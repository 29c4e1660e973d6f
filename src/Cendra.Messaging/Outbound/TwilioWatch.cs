using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Escalations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Messaging.Outbound;

/// <summary>Keeps how the Twilio account is doing, in a scope of its own: what it saves is no part of the delivery that saw it.</summary>
public sealed class TwilioWatch(IServiceScopeFactory scopes)
{
    private const string Cause = "twilio-sign-in";

    /// <summary>Twilio took something.</summary>
    public Task GoodAsync(CancellationToken ct) => WithAsync(async (services, connection) =>
    {
        await services.GetRequiredService<ConnectionWatch>().GoodAsync(connection.Id, ct);
        if (connection.State == ConnectionState.NeedsSignIn)
        {
            await services.GetRequiredService<EscalationDesk>().ResolveAsync(Cause, "Twilio takes messages again", ct);
            await services.GetRequiredService<CendraDbContext>().SaveChangesAsync(ct);
        }
    }, ct);

    /// <summary>Twilio knows the account no more: nobody gets a message until a host mends it.</summary>
    public Task SignInNeededAsync(CancellationToken ct) => WithAsync(async (services, connection) =>
    {
        const string words = "Twilio refuses the account. Check Twilio:AccountSid and the key or token.";
        await services.GetRequiredService<ConnectionWatch>().FailingAsync(connection.Id, ConnectionState.NeedsSignIn, words, ct);
        var desk = services.GetRequiredService<EscalationDesk>();
        await desk.RaiseAsync(new Concern(Cause, EscalationPriority.P1, "WhatsApp and SMS do not work", words + " Guests get no message meanwhile; their codes work.", words, ConnectionId: connection.Id), ct);
        await services.GetRequiredService<CendraDbContext>().SaveChangesAsync(ct);
        desk.Wake();
    }, ct);

    private async Task WithAsync(Func<IServiceProvider, Connection, Task> act, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var connection = await scope.ServiceProvider.GetRequiredService<CendraDbContext>().Connections.AsNoTracking().SingleOrDefaultAsync(c => c.Name == "twilio", ct);
        if (connection is not null)
        {
            await act(scope.ServiceProvider, connection);
        }
    }
}
