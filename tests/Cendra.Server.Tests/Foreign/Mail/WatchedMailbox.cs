using System.Collections.Concurrent;
using System.Threading.Channels;
using Cendra.Messaging.Email.Reading;
using Cendra.Messaging.Email.Wire;
using Cendra.Tests.World;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>What a test does where the caller of a watch would; throwing is allowed.</summary>
internal sealed record WatchCalls
{
    /// <summary>Before a mail counts as taken.</summary>
    public Func<FetchedMail, CancellationToken, Task> Taking { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Before a mail counts as given up.</summary>
    public Func<FetchedMail, CancellationToken, Task> GivingUp { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Before a place counts as noted.</summary>
    public Func<MailboxPlace, CancellationToken, Task> Noting { get; init; } = (_, _) => Task.CompletedTask;
}

/// <summary>A watch that runs, and what it told so far. Tests wait for what they expect, never for time.</summary>
internal sealed class WatchedMailbox : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);
    private readonly CancellationTokenSource _end = new();
    private readonly Channel<FetchedMail> _taken = Channel.CreateUnbounded<FetchedMail>();
    private readonly Channel<MailboxState> _states = Channel.CreateUnbounded<MailboxState>();
    private readonly Channel<MailboxPlace> _places = Channel.CreateUnbounded<MailboxPlace>();
    private readonly WatchCalls _calls;
    private readonly MailboxWatch _watch;
    private readonly Task _running;

    public WatchedMailbox(Func<MailAccount> account, MailboxPlace start = default, MailboxOptions? options = null, WatchCalls? calls = null)
    {
        (Place, _calls) = (start, calls ?? new WatchCalls());
        _watch = new MailboxWatch(account, options ?? new MailboxOptions(), TimeProvider.System, new SeededRandom(7), NullLogger<MailboxWatch>.Instance);
        _running = Task.Run(() => _watch.RunAsync(start, TakeAsync, GiveUpAsync, NoteAsync, Tell, _end.Token));
    }

    /// <summary>How often a connection was lost or could not be had.</summary>
    public int Interruptions { get; private set; }

    /// <summary>As it was noted last.</summary>
    public MailboxPlace Place { get; private set; }

    public ConcurrentQueue<FetchedMail> GivenUp { get; } = new();

    /// <summary>Nothing that was told holds what it must not.</summary>
    public ConcurrentQueue<string> Words { get; } = new();

    /// <summary>The place of a mailbox that was watched for the first time. What is delivered after that, and before the next watch begins, keeps its order.</summary>
    public static async Task<MailboxPlace> BegunAsync(MailServers servers, string box)
    {
        await using var watch = new WatchedMailbox(() => servers.Imap(box));
        await watch.StateAsync(MailboxCondition.Listening);
        return watch.Place;
    }

    public static string KeyOf(FetchedMail mail) => IncomingMail.Read(mail.Raw).DedupeKey;

    public void TryNow() => _watch.TryNow();

    /// <summary>The next mail that is taken.</summary>
    public Task<FetchedMail> NextAsync() => ReadAsync(_taken.Reader);

    public async Task<IReadOnlyList<FetchedMail>> NextAsync(int count)
    {
        var mails = new List<FetchedMail>();
        while (mails.Count < count)
        {
            mails.Add(await NextAsync());
        }

        return mails;
    }

    /// <summary>Waits until the watch stands so.</summary>
    public async Task<MailboxState> StateAsync(MailboxCondition condition)
    {
        while (true)
        {
            var state = await ReadAsync(_states.Reader);
            Words.Enqueue(state.Words);
            if (state.Condition == condition)
            {
                return state;
            }
        }
    }

    /// <summary>Waits until this is the place, or one beyond it.</summary>
    public async Task NotedAsync(MailboxPlace place)
    {
        while (Place.Validity != place.Validity || Place.LastUid < place.LastUid)
        {
            await ReadAsync(_places.Reader);
        }
    }

    /// <summary>True when nothing was taken that no test has seen.</summary>
    public bool IsQuiet => !_taken.Reader.TryPeek(out _);

    /// <summary>Ends the watch; throws what it threw, if that is anything but its end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
        _end.Dispose();
    }

    private void Tell(MailboxState state)
    {
        Interruptions += state.Condition == MailboxCondition.Unreachable ? 1 : 0;
        _states.Writer.TryWrite(state);
    }

    private async Task TakeAsync(FetchedMail mail, CancellationToken ct)
    {
        await _calls.Taking(mail, ct);
        _taken.Writer.TryWrite(mail);
    }

    private async Task GiveUpAsync(FetchedMail mail, Exception _, CancellationToken ct)
    {
        await _calls.GivingUp(mail, ct);
        GivenUp.Enqueue(mail);
    }

    private async Task NoteAsync(MailboxPlace place, CancellationToken ct)
    {
        await _calls.Noting(place, ct);
        Place = place;
        _places.Writer.TryWrite(place);
    }

    private async Task<T> ReadAsync<T>(ChannelReader<T> reader)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        var read = reader.ReadAsync(patience.Token).AsTask();
        await Task.WhenAny(read, _running);
        return _running.IsFaulted ? throw _running.Exception : await read;
    }
}
