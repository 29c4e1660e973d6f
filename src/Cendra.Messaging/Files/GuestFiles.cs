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

    /// <summary>So long a file that cannot be had is asked for.</summary>
    public static readonly TimeSpan AskedFor = TimeSpan.FromDays(1);

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
            var now = clock.GetUtcNow();
            file.DueAtUtc = now + GrowingPause.After(++file.Failures, (trouble as TwilioException)?.RetryAfter);
            if (file.State == GuestFileState.Waiting && now - file.CreatedUtc >= AskedFor)
            {
                (file.State, file.DueAtUtc) = (GuestFileState.Lost, null);
            }
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

    private Task StepAsync(GuestFile file, CancellationToken ct) => file.State switch
    {
        GuestFileState.Waiting => FetchAsync(file, ct),
        GuestFileState.Kept when file.RemovedUtc is null => TakeAwayAsync(file, ct),
        _ => ForgetAsync(file),
    };

    private async Task FetchAsync(GuestFile file, CancellationToken ct)
    {
        if (file.ProviderId.Length == 0)
        {
            var listed = await twilio.ListFilesAsync(file.ProviderMessageId, ct);
            if (listed.Count <= file.Number)
            {
                (file.State, file.DueAtUtc) = (GuestFileState.Lost, null);
                return;
            }

            (file.ProviderId, file.ContentType) = (listed[file.Number].Sid, Cut(listed[file.Number].ContentType));
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
        (file.RemovedUtc, file.DueAtUtc) = (clock.GetUtcNow(), file.KeptUtc + KeptFor);
    }

    private static Task ForgetAsync(GuestFile file)
    {
        (file.Sealed, file.State, file.DueAtUtc) = (null, GuestFileState.Forgotten, null);
        return Task.CompletedTask;
    }

    private static string Cut(string kind) => kind.Length <= 64 ? kind : kind[..64];
}
