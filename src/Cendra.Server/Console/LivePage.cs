using System.Data.Common;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Server.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Cendra.Server.Console;

/// <summary>
/// A page that stays true while it is open: it reads again shortly after anything was saved, and every 30 seconds; ages on it tick. Each reading asks anew
/// who looks and what they may see.
/// </summary>
public abstract class LivePage : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _gone = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private ITimer? _soon;
    private ITimer? _ticks;
    private DateTimeOffset _readUtc;
    private int _reading;
    private int _asked;
    private int _answered;

    /// <summary>Begins a page that has read nothing yet.</summary>
    protected LivePage() => Gone = _gone.Token;

    /// <summary>Moves a page's timers; the framework's time, so that a rehearsal's leap does not.</summary>
    [Inject] protected TimeProvider Time { get; set; } = null!;

    /// <summary>The time that pages show.</summary>
    [Inject] protected StayClock Clock { get; set; } = null!;

    [Inject] private LiveChanges Changes { get; set; } = null!;
    [Inject] private SignedInHosts Hosts { get; set; } = null!;
    [Inject] private ILoggerFactory Loggers { get; set; } = null!;
    [CascadingParameter] private Task<AuthenticationState>? Authentication { get; set; }

    /// <summary>Who looks.</summary>
    protected SignedInHost Host { get; private set; } = new(Guid.Empty, "", "", Cendra.Domain.Portfolio.PropertyScope.Some([]));

    /// <summary>Now, as pages show it.</summary>
    protected DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>The last reading failed: what is shown is old.</summary>
    protected bool IsStale { get; private set; }

    /// <summary>Something that a person ordered here is under way.</summary>
    protected bool IsActing { get; private set; }

    /// <summary>Why the last thing that a person ordered may not have been done, in sentences; empty = it was.</summary>
    protected string Failure { get; private set; } = "";

    /// <summary>Ends with the page.</summary>
    protected CancellationToken Gone { get; }

    /// <summary>Reads what the page shows, for this host's scope.</summary>
    protected abstract Task ReadAsync(SignedInHost host, CancellationToken ct);

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => ReadNowAsync();

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        _soon = Time.CreateTimer(_ => _ = InvokeAsync(AgainAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _ticks = Time.CreateTimer(_ => _ = InvokeAsync(TickAsync), null, Tick, Tick);
        Changes.Saved += ReadSoon;
    }

    /// <summary>
    /// Reads at once, for example after a command of this page. Readings take turns, so that one that began before something else was chosen cannot end last and put the former choice back,
    /// where a host would answer the wrong guest. All who ask while one is under way share the next.
    /// </summary>
    protected async Task ReadNowAsync()
    {
        var mine = ++_asked;
        await _turn.WaitAsync(Gone);
        try
        {
            if (_answered >= mine)
            {
                return;
            }

            var all = _asked;
            var principal = Authentication is null ? new System.Security.Claims.ClaimsPrincipal() : (await Authentication).User;
            Host = await Hosts.OfAsync(principal, Gone);
            await ReadAsync(Host, Gone);
            (_answered, _readUtc, IsStale) = (all, Time.GetUtcNow(), false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Carries out what a person ordered, then reads again. Where the database does not answer the page stays with all that was typed, and <see cref="Failure"/> says so; where only the reading
    /// fails, what is shown is marked as old. False = it may not have been done.
    /// </summary>
    protected async Task<bool> ActAsync(Func<Task> act)
    {
        (IsActing, Failure) = (true, "");
        try
        {
            await act();
            return true;
        }
        catch (Exception failure) when (IsOfDatabase(failure))
        {
            // Its kind alone: what a database says of a refused row may hold the row.
            Loggers.CreateLogger(GetType()).LogError("What a person ordered could not be saved: {Failure}", failure.GetType().Name);
            Failure = "The database does not answer. What you typed is still here. Try again in a moment.";
            return false;
        }
        finally
        {
            IsActing = false;
            await ReadAfterActAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Changes.Saved -= ReadSoon;
        await _gone.CancelAsync();
        if (_soon is not null)
        {
            await _soon.DisposeAsync();
        }

        if (_ticks is not null)
        {
            await _ticks.DisposeAsync();
        }

        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    private static bool IsOfDatabase(Exception failure) => failure is DbUpdateException or DbException or RetryLimitExceededException or TimeoutException or IOException;

    /// <summary>Reads at once after something that this page knows to have ended; where that fails, what is shown is marked as old.</summary>
    protected async Task ReadAfterActAsync()
    {
        try
        {
            await ReadNowAsync();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The act led to another page.
        }
        catch (Exception failure) when (IsOfDatabase(failure))
        {
            Loggers.CreateLogger(GetType()).LogWarning("A page could not be read again: {Failure}", failure.GetType().Name);
            IsStale = true;
        }
    }

    private void ReadSoon() => _soon?.Change(Debounce, Timeout.InfiniteTimeSpan);

    private async Task TickAsync()
    {
        if (Time.GetUtcNow() - _readUtc >= Again)
        {
            await AgainAsync();
        }
        else
        {
            StateHasChanged();
        }
    }

    private async Task AgainAsync()
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        if (Interlocked.Exchange(ref _reading, 1) == 1)
        {
            ReadSoon();
            return;
        }

        try
        {
            await ReadNowAsync();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure)
        {
            // The page keeps what it has, says that it is old, and tries again with the next tick.
            Loggers.CreateLogger(GetType()).LogWarning(failure, "A page could not be read again");
            IsStale = true;
        }
        finally
        {
            Interlocked.Exchange(ref _reading, 0);
        }

        StateHasChanged();
    }
}
