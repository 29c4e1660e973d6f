using System.Diagnostics;
using Cendra.KillPoints;

/// <summary>
/// What the runtime calls in a server before its own program begins, when <c>DOTNET_STARTUP_HOOKS</c> names this file: the shipped server, unchanged, ends itself at the boundary that
/// <c>CENDRA_TEST_KILL_AT</c> counts to.
/// </summary>
#pragma warning disable MA0047 // The runtime looks for it outside any namespace.
internal static class StartupHook
#pragma warning restore MA0047
{
    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new Boundaries(KillPoint.FromEnvironment()));
}
