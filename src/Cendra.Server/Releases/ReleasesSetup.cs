namespace Cendra.Server.Releases;

/// <summary>What is in force, and the gate before it: everything this folder registers.</summary>
public static class ReleasesSetup
{
    /// <summary>Desks, runs and cases.</summary>
    public static void AddReleases(this IServiceCollection services)
    {
        services.AddSingleton<ReleaseOpening>().AddSingleton<SafetyGround>().AddSingleton<ReleaseProblems>().AddSingleton<ReleaseDesk>().AddSingleton<PublishDesk>().AddSingleton<SafetyRuns>().AddSingleton<CaseDesk>();
        services.AddSingleton<PlayedScenarios>().AddSingleton<SafetyScenarios>(sp => sp.GetRequiredService<PlayedScenarios>().RunAsync);
    }
}
