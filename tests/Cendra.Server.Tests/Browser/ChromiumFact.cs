namespace Cendra.Server.Tests.Browser;

/// <summary>A test that needs a browser; skips with the reason where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public const string Executable = "/usr/bin/chromium";

    public ChromiumFactAttribute()
    {
        if (!File.Exists(Executable))
        {
            Skip = "Chromium is not installed at /usr/bin/chromium (apt-get install chromium).";
        }
    }
}
