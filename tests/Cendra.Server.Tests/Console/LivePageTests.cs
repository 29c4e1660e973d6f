using System.Reflection;
using Cendra.Server.Console;
using Cendra.Server.Security;
using Cendra.Server.Tests.Service;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Console;

/// <summary>Pages read again whenever something changed; a choice in the middle of that counts.</summary>
public sealed class LivePageTests
{
    [Fact]
    public async Task A_reading_that_was_under_way_when_something_else_was_chosen_does_not_bring_the_old_choice_back()
    {
        await using var world = await ServiceWorld.OpenAsync();
        await using var scope = world.Services.CreateAsyncScope();
        await using var page = new Chooser();
        foreach (var needed in Injected())
        {
            needed.SetValue(page, scope.ServiceProvider.GetRequiredService(needed.PropertyType));
        }

        page.Choice = "Amelia";
        var slow = page.Hold();
        var again = page.ReadAgainAsync();
        page.Choice = "Jonas";
        await page.ChooseAsync();
        slow.SetResult();
        await again;
        Assert.Equal("Jonas", page.Shown);
    }

    private static IEnumerable<PropertyInfo> Injected()
    {
        for (var type = typeof(Chooser); type is not null; type = type.BaseType!)
        {
            foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(p => p.IsDefined(typeof(InjectAttribute))))
            {
                yield return property;
            }
        }
    }

    /// <summary>Shows what was chosen.</summary>
    private sealed class Chooser : LivePage
    {
        private TaskCompletionSource? _held;

        public string Choice { get; set; } = "";

        public string Shown { get; private set; } = "";

        /// <summary>The next reading takes until this is set.</summary>
        public TaskCompletionSource Hold() => _held = new TaskCompletionSource();

        public Task ReadAgainAsync() => ReadNowAsync();

        public Task ChooseAsync() => OnParametersSetAsync();

        protected override async Task ReadAsync(SignedInHost host, CancellationToken ct)
        {
            var (choice, held) = (Choice, _held);
            _held = null;
            await (held?.Task ?? Task.CompletedTask);
            Shown = choice;
        }
    }
}
