using Cendra.Domain.Database;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Cendra.Lifecycle.Reservations.Api;

/// <summary>Takes a stored call over at once, in a turn of its own. Where that fails, the job does it, or the sweep within a minute: what was stored is not lost.</summary>
public sealed class StoredCalls(CendraDatabase database, IServiceScopeFactory scopes, JobWaker jobs, ILogger<StoredCalls> log)
{
    /// <summary>Two calls in the same moment at one booking: the one that saves second looks again. With a third and a fourth it may lose twice.</summary>
    private static readonly ResiliencePipeline LookAgain = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions { ShouldHandle = new PredicateBuilder().Handle<DbUpdateException>(), MaxRetryAttempts = 4, Delay = TimeSpan.Zero }).Build();

    /// <summary>Takes it over; what it was to what was held. Null = not yet.</summary>
    public async Task<SourceNews?> TakeAsync(Guid id, CancellationToken ct)
    {
        try
        {
            await LookAgain.ExecuteAsync(async stop =>
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<TakeReservationJob>().RunAsync(id, stop);
            }, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "The stored call {WebhookId} could not be taken over within itself; a job does it", id);
            jobs.Wake<TakeReservationJob>(job => job.RunAsync(id, CancellationToken.None));
            return null;
        }

        return await NewsAsync(id, ct);
    }

    /// <summary>What a stored call was to what was held; null = it is not taken over yet.</summary>
    public async Task<SourceNews?> NewsAsync(Guid id, CancellationToken ct)
    {
        await using var db = database.Open();
        var outcome = await db.ReceivedWebhooks.Where(w => w.Id == id && w.ProcessedUtc != null).Select(w => w.Outcome).SingleOrDefaultAsync(ct);
        return outcome is null ? null : SourceNewsWords.Read(outcome);
    }
}
