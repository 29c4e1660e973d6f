using System.Net;
using Cendra.Domain.Database;
using Cendra.Server.Tests.World;

namespace Cendra.Server.Tests.Service;

/// <summary>The whole of a stay where rows and jobs stand in PostgreSQL, as the product configures it: by the clock with every call repeated, and by the job server alone through restarts.</summary>
public sealed class MainJobTests
{
    private static readonly WorldOptions OnPostgres = new() { Database = DatabaseProvider.PostgreSql };

    [PostgresFact]
    public async Task The_first_start_over_an_empty_database_logs_no_error()
    {
        await using var world = await ServiceWorld.OpenAsync(OnPostgres);
        Assert.Empty(world.Log.Errors.Select(e => e[..Math.Min(e.Length, 1200)]));
    }

    [PostgresFact]
    public async Task A_stay_goes_from_its_booking_to_codes_read_back_as_gone_though_every_call_comes_four_times_at_once()
    {
        var job = await MainJob.OpenAsync(OnPostgres with { Seed = 2 });
        await using var world = job.World;
        world.CopiesAtOnce = 4;
        await job.WalkAsync();
        var webhooks = world.Copies.Heard.Where(h => h.Path.StartsWith("/webhooks/", StringComparison.Ordinal)).ToList();
        Assert.Equal(["/webhooks/pms/house-pms", "/webhooks/seam", "/webhooks/twilio/message", "/webhooks/twilio/status"], webhooks.Select(h => h.Path).Distinct().Order(StringComparer.Ordinal));
        Assert.All(webhooks, h => Assert.True(
            h.Answers.Count(a => a == HttpStatusCode.Accepted) <= 1 && h.Answers.All(a => a is HttpStatusCode.Accepted or HttpStatusCode.OK), $"{h.Path}: {string.Join(", ", h.Answers)}"));
    }

    [PostgresFact]
    public async Task The_job_server_alone_brings_a_stay_to_the_same_end_through_restarts()
    {
        var job = await MainJob.OpenAsync(OnPostgres with { Seed = 3 });
        await using var world = job.World;
        Assert.Equal(HttpStatusCode.Accepted, await world.PostAsync(world.NewDelivery(ServiceWorld.Booking("R0", "Born 9", "2026-06-20", "2026-06-22", status: "cancelled"))));
        var left = world.WaitingJobs();
        Assert.NotEmpty(left);

        await world.RestartAsync(options => options with { JobsAlone = true });
        await world.WorkAsync();
        Assert.All(left, waiting => Assert.Equal("Succeeded", world.StateOf(waiting)));
        await job.IsBookedAsync();
        await job.IsToldAsync();
        await world.RestartAsync();
        await job.AsksAndEntersAsync();
        await job.StandsAtALockedDoorAsync();
        await world.RestartAsync();
        await job.StaysLongerAsync();
        await job.LeavesAsync();
        await job.LeftNothingAsync();
    }
}
