using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Cendra.Tests.Architecture;

/// <summary>The scripts of eng/ and the line of the README that posts a reservation.</summary>
public sealed partial class ScriptTests
{
    [FactWithTool("bash")]
    public void Every_script_is_valid_bash()
    {
        var scripts = Directory.EnumerateFiles(Path.Combine(Repository.Root, "eng"), "*.sh").Append(Path.Combine(Repository.Root, "test.sh")).Append(Path.Combine(Repository.Root, ".ci", "run")).ToArray();

        Assert.True(scripts.Length > 4);
        Assert.All(scripts, script => Assert.Equal((0, ""), Command.Run("bash", ["-n", script], Repository.Root)));
        Assert.NotEqual(0, Command.Run("bash", ["-n", "-c", "if then"], Repository.Root).ExitCode);
    }

    /// <summary>The vector is the one of the Standard Webhooks specification.</summary>
    [FactWithTool("bash", "openssl")]
    public void The_script_signs_the_published_example_as_published()
    {
        var (exitCode, output) = Command.Run("bash", ["eng/post-reservation.sh", "--sign-only", "-"], Repository.Root,
            ("CENDRA_WEBHOOK_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), ("CENDRA_BODY", "{\"test\": 2432232314}"),
            ("CENDRA_WEBHOOK_ID", "msg_p5jXN8AQM9LWM0D4loKWxJek"), ("CENDRA_WEBHOOK_TIMESTAMP", "1614265330"));

        Assert.Equal((0, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=\n"), (exitCode, output));
    }

    [FactWithTool("bash", "openssl")]
    public void The_script_says_what_is_missing_and_never_posts_unsigned()
    {
        var (exitCode, output) = Command.Run("bash", ["eng/post-reservation.sh"], Repository.Root, ("CENDRA_WEBHOOK_SECRET", null));

        Assert.NotEqual(0, exitCode);
        Assert.Contains("CENDRA_WEBHOOK_SECRET", output, StringComparison.Ordinal);
    }

    [FactWithTool("bash", "openssl")]
    public void The_line_of_the_README_carries_a_signature_that_verifies()
    {
        var secret = Encoding.UTF8.GetBytes("made up for this test only");
        var block = ReadmeBlock().Match(Repository.Read("README.md")).Groups["code"].Value;
        var code = SecretLine().Replace(block, $"secret=whsec_{Convert.ToBase64String(secret)}", 1);

        var (exitCode, output) = Command.Run("bash", ["-c", "curl() { printf '%s\\n' \"$@\"; }\n" + code], Repository.Root);

        Assert.True(exitCode == 0, output);
        var lines = output.Split('\n');
        var body = lines[Array.IndexOf(lines, "--data-binary") + 1];
        var signed = $"{Header("webhook-id")}.{Header("webhook-timestamp")}.{body}";
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(signed))), Header("webhook-signature"));
        Assert.StartsWith("{\"type\":\"reservation.upserted\"", body, StringComparison.Ordinal);

        string Header(string name) => lines.Single(line => line.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];
    }

    [GeneratedRegex("<!-- signed-post -->\\s*```bash\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ReadmeBlock();

    [GeneratedRegex("^secret=.*$", RegexOptions.Multiline)]
    private static partial Regex SecretLine();
}
