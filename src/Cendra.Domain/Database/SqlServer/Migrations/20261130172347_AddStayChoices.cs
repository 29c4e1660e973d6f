using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cendra.Domain.Database.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AddStayChoices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "AwaitsChoice",
                table: "Messages",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "StayChoiceId",
                table: "Messages",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "StayChoices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Channel = table.Column<int>(type: "int", nullable: false),
                    AddressHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    IsOpen = table.Column<bool>(type: "bit", nullable: false),
                    Listed = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    AskedUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    TimesAsked = table.Column<int>(type: "int", nullable: false),
                    Questions = table.Column<int>(type: "int", nullable: false),
                    ChosenStayId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    GuestVersion = table.Column<int>(type: "int", nullable: false),
                    ChosenUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    UntilUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StayChoices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StayChoices_Stays_ChosenStayId",
                        column: x => x.ChosenStayId,
                        principalTable: "Stays",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Messages_StayChoiceId",
                table: "Messages",
                column: "StayChoiceId");

            migrationBuilder.CreateIndex(
                name: "IX_StayChoices_Channel_AddressHash",
                table: "StayChoices",
                columns: new[] { "Channel", "AddressHash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StayChoices_ChosenStayId",
                table: "StayChoices",
                column: "ChosenStayId");

            migrationBuilder.AddForeignKey(
                name: "FK_Messages_StayChoices_StayChoiceId",
                table: "Messages",
                column: "StayChoiceId",
                principalTable: "StayChoices",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Messages_StayChoices_StayChoiceId",
                table: "Messages");

            migrationBuilder.DropTable(
                name: "StayChoices");

            migrationBuilder.DropIndex(
                name: "IX_Messages_StayChoiceId",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "AwaitsChoice",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "StayChoiceId",
                table: "Messages");
        }
    }
}
