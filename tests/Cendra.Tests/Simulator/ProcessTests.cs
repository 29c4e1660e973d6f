using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Xunit;

namespace Cendra.Tests.Simulator;

/// <summary>The built program: one line in, one line out, gone when its parent is.</summary>
public sealed class ProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string folder = Directory.CreateTempSubdirectory("cendra-simulator-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Starts_with_one_line_serves_on_loopback_and_stops_when_its_input_ends()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var process = Start();
        try
        {
            var line = new JsonObject
            {
                ["key"] = "control",
                ["folder"] = folder,
                ["seamApiKey"] = "seam_test",
                ["port"] = 0,
                ["twilioAccountSid"] = TwilioWorld.AccountSid,
                ["twilioAuthToken"] = TwilioWorld.AuthToken,
                ["twilioWhatsAppFrom"] = TwilioWorld.WhatsAppFrom,
                ["twilioSmsFrom"] = TwilioWorld.SmsFrom,
            };
            await SayAsync(process, line.ToJsonString());
            var url = new Uri(JsonNode.Parse((await process.StandardOutput.ReadLineAsync(patience.Token))!)!["url"]!.GetValue<string>());
            Assert.Equal("127.0.0.1", url.Host);
            await UseAsync(url, patience.Token);
            await TextAsync(url, patience.Token);

            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token);
            Assert.Equal(0, process.ExitCode);
            Assert.Equal("", await process.StandardOutput.ReadToEndAsync(patience.Token));
            Assert.True(File.Exists(Path.Combine(folder, "simulator.json")));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    [Fact]
    public async Task Line_without_keys_ends_it_at_once()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var process = Start();
        await SayAsync(process, "{}");
        await process.WaitForExitAsync(patience.Token);
        Assert.Equal(2, process.ExitCode);
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync(patience.Token));
    }

    private static async Task UseAsync(Uri url, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Add("X-Sim-Key", "control");
        http.DefaultRequestHeaders.Add("Authorization", "Bearer seam_test");
        using var added = await http.PostAsJsonAsync("/_sim/doors", new { deviceId = "d", name = "Front", behaviour = "NativeSchedule" }, cancellationToken);
        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        using var listed = await http.PostAsJsonAsync("/devices/list", new { }, cancellationToken);
        var devices = JsonNode.Parse(await listed.Content.ReadAsStringAsync(cancellationToken))!["devices"]!.AsArray();
        Assert.Equal("d", Assert.Single(devices)!["device_id"]!.GetValue<string>());
        await DeliversByItselfAsync(http, cancellationToken);
        using var lose = await http.PostAsJsonAsync("/_sim/lose-responses", new { route = "/locks/list" }, cancellationToken);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.PostAsJsonAsync("/locks/list", new { }, cancellationToken));
    }

    /// <summary>Both senders of the start line are known, and what a guest writes is in the list.</summary>
    private static async Task TextAsync(Uri url, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Add("X-Sim-Key", "control");
        http.DefaultRequestHeaders.Authorization = TwilioWorld.Basic(TwilioWorld.AccountSid, TwilioWorld.AuthToken);
        foreach (var channel in new[] { "sms", "whatsapp" })
        {
            using var written = await http.PostAsJsonAsync($"/_sim/phones/{TwilioWorld.Guest}/write", new { body = channel, channel, drop = true }, cancellationToken);
            Assert.Equal(HttpStatusCode.OK, written.StatusCode);
        }

        using var form = new FormUrlEncodedContent([new("To", TwilioWorld.Guest), new("From", TwilioWorld.SmsFrom), new("Body", "Welcome")]);
        using var sent = await http.PostAsync(TwilioWorld.Messages, form, cancellationToken);
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        var listed = JsonNode.Parse(await http.GetStringAsync(TwilioWorld.Messages + "?PageSize=10", cancellationToken))!["messages"]!.AsArray();
        Assert.Equal([TwilioWorld.Guest, "whatsapp:" + TwilioWorld.WhatsAppFrom, TwilioWorld.SmsFrom], listed.Select(one => one!["to"]!.GetValue<string>()));
    }

    /// <summary>A webhook goes out without anybody asking: a bare listener takes it.</summary>
    private static async Task DeliversByItselfAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var made = await http.PostAsJsonAsync("/webhooks/create", new { url = $"http://{listener.LocalEndpoint}/hook" }, cancellationToken);
        using var broken = await http.PostAsJsonAsync("/_sim/doors/d/state", new { online = false }, cancellationToken);
        using var client = await listener.AcceptTcpClientAsync(cancellationToken);
        using var reader = new StreamReader(client.GetStream());
        Assert.Equal("POST /hook HTTP/1.1", await reader.ReadLineAsync(cancellationToken));
        await client.GetStream().WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray(), cancellationToken);
    }

    private static Process Start() => Process.Start(new ProcessStartInfo
    {
        FileName = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Cendra.Simulator.dll") },
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        UseShellExecute = false,
    })!;

    private static async Task SayAsync(Process process, string line)
    {
        await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync();
    }
}
