using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Outbound;
using Cendra.Messaging.Twilio;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Files;

/// <summary>What a host gets to see.</summary>
/// <param name="ContentType">Of <see cref="GuestFileKinds"/>.</param>
/// <param name="Bytes">The file.</param>
public sealed record ShownFile(string ContentType, byte[] Bytes);

/// <summary>Brings one file of a guest from the provider to the hosts: fetched and sealed, then taken away there, forgotten after its time. Doing it twice changes nothing.</summary>
public sealed class GuestFiles(CendraDbContext db, TwilioClient twilio, TwilioFiles files, IDataProtectionProvider protection, StayClock clock, ILogger<GuestFiles> log)
{
    /// <summary>So long a file is kept here, as long as the raw calls that bring messages.</summary>
    public static readonly TimeSpan KeptFor = Lifecycle.Inbox.WebhookStore.RawKept;

    /// <summary>So long a file that cannot be had is asked for, and no fewer than five times.</summary>
    public static readonly TimeSpan AskedFor = TimeSpan.FromDays(1);

    private const int FewestFailures = 5;

    /// <summary>So long after it came the provider is asked to give its copy up.</summary>
    private static readonly TimeSpan RemovalTriedFor = TimeSpan.FromDays(31);

    private readonly IDataProtector _protector = protection.CreateProtector("Cendra.GuestFiles.v1");

    /// <summary>Works on one file as far as it goes now.</summary>
    public async Task RunAsync(Guid id, CancellationToken ct)
    {
        if (await db.GuestFiles.SingleOrDefaultAsync(f => f.Id == id, ct) is not { } file || !(file.DueAtUtc <= clock.GetUtcNow()))
        {
            return;
        }

        try
        {
            await StepAsync(file, ct);
            file.Failures = 0;
        }
        catch (Exception trouble) when (trouble is TwilioException or HttpRequestException)
        {
            log.LogInformation("File {FileId} is asked for again: {Reason}", id, trouble.Message);
            PutOff(file, (trouble as TwilioException)?.RetryAfter);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>The file for somebody who sees this property; null where there is none for them, or none any more.</summary>
    public async Task<ShownFile?> ShowAsync(Guid id, PropertyScope scope, CancellationToken ct)
    {
        var stays = scope.Of(db.Stays).Select(s => (Guid?)s.Id);
        var file = await db.GuestFiles.AsNoTracking()
            .Where(f => f.Id == id && f.State == GuestFileState.Kept && db.Messages.Any(m => m.Id == f.MessageId && db.Conversations.Any(c => c.Id == m.ConversationId && (scope.PropertyIds == null || stays.Contains(c.StayId)))))
            .SingleOrDefaultAsync(ct);
        return file?.Sealed is { } bytes && GuestFileKinds.Plain(file.ContentType) is { Length: > 0 } kind ? new ShownFile(kind, _protector.Unprotect(bytes)) : null;
    }

    private void PutOff(GuestFile file, TimeSpan? asked)
    {
        var now = clock.GetUtcNow();
        file.DueAtUtc = now + GrowingPause.After(++file.Failures, asked);
        if (file.State == GuestFileState.Waiting && now - file.CreatedUtc >= AskedFor && file.Failures >= FewestFailures)
        {
            (file.State, file.DueAtUtc) = (GuestFileState.Lost, null);
        }
        else if (file.State == GuestFileState.Forgotten && now - file.KeptUtc >= RemovalTriedFor)
        {
            file.DueAtUtc = null;
        }
    }

    private Task StepAsync(GuestFile file, CancellationToken ct)
    {
        if (file.State == GuestFileState.Waiting)
        {
            return FetchAsync(file, ct);
        }

        if (file.State == GuestFileState.Kept && clock.GetUtcNow() >= file.KeptUtc + KeptFor)
        {
            (file.Sealed, file.State) = (null, GuestFileState.Forgotten); // In time, whether or not the provider gave its copy up.
        }

        if (file.RemovedUtc is null)
        {
            return TakeAwayAsync(file, ct);
        }

        file.DueAtUtc = file.State == GuestFileState.Kept ? file.KeptUtc + KeptFor : null;
        return Task.CompletedTask;
    }

    private async Task FetchAsync(GuestFile file, CancellationToken ct)
    {
        if (file.ProviderId.Length == 0)
        {
            // All of the message at once: what is taken away there later must not move the others up.
            var listed = await twilio.ListFilesAsync(file.ProviderMessageId, ct);
            foreach (var one in await db.GuestFiles.Where(f => f.MessageId == file.MessageId && f.ProviderId == "").ToListAsync(ct))
            {
                if (listed.Count > one.Number)
                {
                    (one.ProviderId, one.ContentType) = (listed[one.Number].Sid, Cut(listed[one.Number].ContentType));
                }
                else
                {
                    (one.State, one.DueAtUtc) = (GuestFileState.Lost, null);
                }
            }

            if (file.State == GuestFileState.Lost)
            {
                return;
            }

            await db.SaveChangesAsync(ct);
        }

        if (GuestFileKinds.Of(file.ContentType) is null)
        {
            (file.State, file.DueAtUtc) = (GuestFileState.LeftThere, null);
        }
        else if (await files.FetchAsync(file.ProviderMessageId, file.ProviderId, ct) is { } bytes)
        {
            var now = clock.GetUtcNow();
            (file.Sealed, file.State, file.KeptUtc, file.DueAtUtc) = (_protector.Protect(bytes), GuestFileState.Kept, now, now); // Kept and saved first, taken away there next.
        }
        else
        {
            (file.State, file.DueAtUtc) = (GuestFileState.Lost, null);
        }
    }

    private async Task TakeAwayAsync(GuestFile file, CancellationToken ct)
    {
        await twilio.DeleteFileAsync(file.ProviderMessageId, file.ProviderId, ct);
        (file.RemovedUtc, file.DueAtUtc) = (clock.GetUtcNow(), file.State == GuestFileState.Kept ? file.KeptUtc + KeptFor : null);
    }

    private static string Cut(string kind) => kind.Length <= 64 ? kind : kind[..64];
}
