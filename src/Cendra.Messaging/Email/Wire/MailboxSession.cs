using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Email.Wire;

/// <summary>One connection to one folder, from its opening to its first failure. Not for two calls at once.</summary>
internal sealed class MailboxSession : IDisposable
{
    private const int LongestHead = 128 * 1024;
    private static readonly TimeSpan Command = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Transfer = TimeSpan.FromMinutes(10);

    private readonly ImapClient _client;
    private readonly IMailFolder _folder;
    private readonly MailboxOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private volatile bool _dirty;
    private CancellationTokenSource? _idle;

    private MailboxSession(ImapClient client, IMailFolder folder, MailboxOptions options, TimeProvider clock, ILogger log)
    {
        (_client, _folder, _options, _clock, _log) = (client, folder, options, clock, log);
        folder.CountChanged += OnCountChanged;
    }

    public uint Validity => _folder.UidValidity;

    /// <summary>False = the server has to be asked.</summary>
    public bool CanListen => _client.Capabilities.HasFlag(ImapCapabilities.Idle);

    public static async Task<MailboxSession> OpenAsync(MailAccount account, MailboxOptions options, TimeProvider clock, ILogger log, CancellationToken ct)
    {
        var client = await MailConnection.OpenAsync(() => new ImapClient(), account, clock, ct);
        try
        {
            var folder = await MailConnection.WithinAsync(Command, clock, token => client.GetFolderAsync(options.Folder, token), ct);
            await MailConnection.WithinAsync(Command, clock, token => folder.OpenAsync(FolderAccess.ReadWrite, token), ct);
            return new MailboxSession(client, folder, options, clock, log);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>The folder was numbered otherwise when it was read up to here. A server that says no next number leaves only the validity to go by.</summary>
    public bool IsNumberedAnew(MailboxPlace place) => place.Validity != Validity || (_folder.UidNext is { } next && place.LastUid >= next.Id);

    /// <summary>The number of the last mail that the folder has or had; of one that it has, where the server says no next number.</summary>
    public async Task<uint> LastUidAsync(CancellationToken ct) =>
        _folder.UidNext is { } next ? next.Id - 1 : await SearchAsync(SearchQuery.All, ct) is [.., var last] ? last : 0;

    /// <summary>Mails above this number, in order.</summary>
    public async Task<IReadOnlyList<uint>> AboveAsync(uint lastUid, CancellationToken ct)
    {
        _dirty = false;
        if (lastUid == uint.MaxValue)
        {
            return [];
        }

        // A range beyond the end names the last mail again (RFC 9051, section 9, "seq-range"): it is sorted out.
        var range = new UniqueIdRange(new UniqueId(Validity, lastUid + 1), UniqueId.MaxValue);
        return [.. (await SearchAsync(SearchQuery.Uids(range), ct)).Where(uid => uid > lastUid)];
    }

    /// <summary>Mails that the server got since then, in order; a day more, since servers count in days of their own zone.</summary>
    public Task<IReadOnlyList<uint>> SinceAsync(DateTimeOffset sinceUtc, CancellationToken ct) => SearchAsync(SearchQuery.DeliveredAfter(sinceUtc.UtcDateTime.AddDays(-1)), ct);

    /// <summary>One mail; null when it is no longer there. What it is marked as stays as it is.</summary>
    /// <exception cref="IOException">It is there and the server does not hand it out.</exception>
    public async Task<FetchedMail?> FetchAsync(uint uid, CancellationToken ct)
    {
        var id = new UniqueId(Validity, uid);
        var request = new FetchRequest(MessageSummaryItems.UniqueId | MessageSummaryItems.Size | MessageSummaryItems.InternalDate);
        var found = await MailConnection.WithinAsync(Command, _clock, token => _folder.FetchAsync([id], request, token), ct);
        if (found.FirstOrDefault(summary => summary.UniqueId.Id == uid) is { } summary)
        {
            try
            {
                var isWhole = summary.Size is not { } size || size <= _options.LargestBytes;
                var raw = await MailConnection.WithinAsync(Transfer, _clock, token => BytesAsync(id, isWhole, token), ct);
                return new FetchedMail(new MailboxPlace(Validity, uid), raw, isWhole, summary.Size ?? (uint)raw.Length, summary.InternalDate);
            }
            catch (MessageNotFoundException)
            {
                // Whether it is gone is asked below.
            }
        }

        return await SearchAsync(SearchQuery.Uids([id]), ct) is [] ? null : throw new IOException("The server shows a mail and does not hand it out.");
    }

    /// <summary>Shows in the mailbox that a mail was taken. Nothing depends on it, so nothing but the log says when it fails.</summary>
    public async Task MarkAsync(uint uid, CancellationToken ct)
    {
        try
        {
            await MailConnection.WithinAsync(Command, _clock, token => MailboxMark.ShowAsync(_client, _folder, new UniqueId(Validity, uid), _options.MoveTo, token), ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            _log.LogInformation("A mail that was taken could not be marked in its mailbox ({Failure})", failure.GetType().Name);
        }
    }

    /// <summary>Waits until there may be something new, or until it is time to look.</summary>
    public async Task WaitAsync(CancellationToken ct)
    {
        if (!CanListen)
        {
            await Task.Delay(_options.PollEvery, _clock, ct);
            await MailConnection.WithinAsync(Command, _clock, token => _client.NoOpAsync(token), ct);
            return;
        }

        var longest = _options.IdleAtMost < _options.LookAtLeast ? _options.IdleAtMost : _options.LookAtLeast;
        using var idle = new CancellationTokenSource(longest, _clock);
        _idle = idle;
        try
        {
            // It may have been announced while the last mails were taken.
            if (!_dirty)
            {
                await MailConnection.WithinAsync(longest + Command, _clock, token => _client.IdleAsync(idle.Token, token), ct);
            }
        }
        finally
        {
            _idle = null;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _folder.CountChanged -= OnCountChanged;
        _client.Dispose();
    }

    /// <summary>Called while a command runs: it may not give another one.</summary>
    private void OnCountChanged(object? sender, EventArgs e)
    {
        _dirty = true;
        _idle?.Cancel();
    }

    private async Task<IReadOnlyList<uint>> SearchAsync(SearchQuery query, CancellationToken ct) =>
        [.. (await MailConnection.WithinAsync(Command, _clock, token => _folder.SearchAsync(query, token), ct)).Select(uid => uid.Id).Order()];

    private async Task<byte[]> BytesAsync(UniqueId id, bool isWhole, CancellationToken ct)
    {
        await using var stream = isWhole ? await _folder.GetStreamAsync(id, ct) : await _folder.GetStreamAsync(id, "HEADER", 0, LongestHead, ct);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }
}
