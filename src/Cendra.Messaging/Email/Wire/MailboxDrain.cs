using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Email.Wire;

/// <summary>What a caller of a watch does with mails: see <see cref="MailboxWatch.RunAsync"/>.</summary>
internal sealed record MailboxEnds(
    Func<FetchedMail, CancellationToken, Task> Take, Func<FetchedMail, Exception, CancellationToken, Task> GiveUp, Func<MailboxPlace, CancellationToken, Task> Note);

/// <summary>
/// Moves the place of a watch forward, mail by mail: fetched, taken, then the place noted, then marked. Outlives connections, since a mail that fails may take the connection with it.
/// </summary>
internal sealed class MailboxDrain(
    MailboxPlace start, MailboxEnds ends, MailboxOptions options, MailPauses pauses, TimeProvider clock, ILogger log, Action<MailboxCondition, string, DateTimeOffset?> tell)
{
    private MailboxPlace _place = start;
    private MailboxCondition? _told;
    private MailboxPlace _failing;
    private int _failures;

    /// <summary>Says how the watch stands, where that is new.</summary>
    public void Tell(MailboxCondition condition, string why = "", TimeSpan? pause = null)
    {
        if (_told == condition && pause is null)
        {
            return;
        }

        _told = condition;
        try
        {
            tell(condition, why, pause is null ? null : clock.GetUtcNow() + pause);
        }
        catch (Exception failure)
        {
            log.LogWarning("How a mailbox stands could not be told ({Failure})", failure.GetType().Name);
        }
    }

    /// <summary>
    /// Holds the place against a folder that was just opened: never read before, it begins at the end; numbered anew, the mails of the last weeks are taken again and the caller knows which it had.
    /// </summary>
    public async Task BeginAsync(MailboxSession session, CancellationToken ct)
    {
        var last = await session.LastUidAsync(ct);
        if (_place.IsNone)
        {
            await NoteAsync(new MailboxPlace(session.Validity, last), ct);
        }
        else if (session.IsNumberedAnew(_place))
        {
            log.LogWarning("The server has numbered the mails of a folder anew: those of the last {Days} days are looked through again", (int)options.LookBack.TotalDays);
            var recent = await session.SinceAsync(clock.GetUtcNow() - options.LookBack, ct);
            foreach (var uid in recent)
            {
                await HandleAsync(session, uid, ct);
            }

            await NoteAsync(new MailboxPlace(session.Validity, recent.Count == 0 ? last : Math.Max(last, recent[^1])), ct);
        }
    }

    /// <summary>Takes everything above the place. True = there was something, and more may have come meanwhile.</summary>
    public async Task<bool> RunAsync(MailboxSession session, CancellationToken ct)
    {
        var uids = await session.AboveAsync(_place.LastUid, ct);
        foreach (var uid in uids)
        {
            await HandleAsync(session, uid, ct);
        }

        return uids.Count > 0;
    }

    private async Task HandleAsync(MailboxSession session, uint uid, CancellationToken ct)
    {
        var place = new MailboxPlace(session.Validity, uid);
        if (await FetchAsync(session, place, ct) is { } mail)
        {
            await TakeAsync(mail, ct);
        }

        await NoteAsync(place, ct);
        await session.MarkAsync(uid, ct);
    }

    /// <summary>A failure ends the connection; after so many at the same mail that mail is given up, unless the giving up fails too.</summary>
    private async Task<FetchedMail?> FetchAsync(MailboxSession session, MailboxPlace place, CancellationToken ct)
    {
        try
        {
            return await session.FetchAsync(place.LastUid, ct);
        }
        catch (Exception failure)
        {
            ct.ThrowIfCancellationRequested();
            if (Failed(place) >= options.Attempts && await GaveUpAsync(new FetchedMail(place, [], isWhole: false, size: 0, deliveredUtc: null), failure, ct))
            {
                await NoteAsync(place, ct);
            }

            throw;
        }
    }

    /// <summary>Where what keeps mails is away as a whole, giving up fails as well: both are tried until it is back, and then the mail is taken.</summary>
    private async Task TakeAsync(FetchedMail mail, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await ends.Take(mail, ct);
                return;
            }
            catch (Exception failure)
            {
                ct.ThrowIfCancellationRequested();
                var failures = Failed(mail.Place);
                if (failures >= options.Attempts && await GaveUpAsync(mail, failure, ct))
                {
                    return;
                }

                await StuckAsync($"A mail cannot be taken in ({failure.GetType().Name}).", failures, ct);
            }
        }
    }

    private async Task<bool> GaveUpAsync(FetchedMail mail, Exception failure, CancellationToken ct)
    {
        try
        {
            await ends.GiveUp(mail, failure, ct);
            log.LogWarning("A mail was given up after {Attempts} attempts ({Failure})", options.Attempts, failure.GetType().Name);
            return true;
        }
        catch (Exception unsaid)
        {
            ct.ThrowIfCancellationRequested();
            log.LogWarning("That a mail was given up cannot be kept ({Failure})", unsaid.GetType().Name);
            return false;
        }
    }

    private async Task NoteAsync(MailboxPlace place, CancellationToken ct)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                await ends.Note(place, ct);
                (_place, _failing, _failures) = (place, default, 0);
                return;
            }
            catch (Exception failure)
            {
                ct.ThrowIfCancellationRequested();
                await StuckAsync($"How far the mailbox has been read cannot be kept ({failure.GetType().Name}).", failures, ct);
            }
        }
    }

    private async Task StuckAsync(string why, int failures, CancellationToken ct)
    {
        log.LogWarning("{Why}", why);
        var pause = pauses.After(failures);
        Tell(MailboxCondition.Stuck, why, pause);
        await pauses.WaitAsync(pause, ct);
    }

    private int Failed(MailboxPlace place)
    {
        (_failing, _failures) = (place, _failing == place ? _failures + 1 : 1);
        return _failures;
    }
}
