using System.Globalization;
using Cendra.KillPoints;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Locks;
using Cendra.Messaging.Inbound;
using Hangfire;
using Hangfire.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(DrivenServer))]

namespace Cendra.KillPoints;

/// <summary>
/// The shipped server with a clock that a test moves, beside its own paths <c>/_drive/*</c>. Its queue loses every job, unless <c>CENDRA_TEST_JOBS</c> says that they run: then all work
/// is found in the rows, in the order in which it is due, and two runs can be compared.
/// </summary>
public sealed class DrivenServer : IHostingStartup
{
    /// <inheritdoc />
    public void Configure(IWebHostBuilder builder)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CENDRA_TEST_JOBS")))
        {
            GlobalJobFilters.Filters.Add(new LosesJobs());
        }

        var clock = new DrivenClock(DateTimeOffset.Parse(Environment.GetEnvironmentVariable("CENDRA_TEST_NOW")!, CultureInfo.InvariantCulture));
        builder.ConfigureServices(services => services.AddSingleton(clock).AddSingleton<TimeProvider>(clock).AddSingleton<IStartupFilter, Drive>());
    }

    private sealed class LosesJobs : IServerFilter
    {
        public void OnPerforming(PerformingContext context) => context.Canceled = true;

        public void OnPerformed(PerformedContext context)
        {
            // It was lost.
        }
    }
}

/// <summary>Stands until it is moved. Timers run as on the machine's clock.</summary>
internal sealed class DrivenClock(DateTimeOffset nowUtc) : TimeProvider
{
    private long _ticks = nowUtc.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void MoveTo(DateTimeOffset toUtc) => Interlocked.Exchange(ref _ticks, toUtc.UtcTicks);
}

/// <summary>The paths by which a test drives: <c>clock?to=</c> sets the time, <c>work</c> does all that is due and answers when the next thing is, <c>poll</c> asks outside what no webhook brought, <c>locks</c> reads the list of locks.</summary>
internal sealed class Drive(DrivenClock clock) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Map("/_drive", drive => drive.Run(AnswerAsync));
        next(app);
    };

    private async Task AnswerAsync(HttpContext context)
    {
        await using var scope = context.RequestServices.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var ct = context.RequestAborted;
        DateTimeOffset? next = null;
        switch (context.Request.Path.Value)
        {
            case "/clock":
                clock.MoveTo(DateTimeOffset.Parse(context.Request.Query["to"]!, CultureInfo.InvariantCulture));
                break;
            case "/poll":
                await services.GetRequiredService<SeamEventsSweep>().RunAsync(ct);
                await services.GetRequiredService<MissedMessagesSweep>().RunAsync(ct);
                break;
            case "/work":
                next = await services.GetRequiredService<DueWork>().RunAsync(ct);
                break;
            case "/locks":
                await services.GetRequiredService<LockList>().ReadAsync(ct);
                break;
        }

        await context.Response.WriteAsJsonAsync(new { nextUtc = next }, ct);
    }
}
